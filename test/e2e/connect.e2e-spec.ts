import { consent, openLink } from '@app/testing/client';
import { ANA, BRUNO } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';
import { useSystem } from '@app/testing/use-system';

interface CredentialBody {
  id: number;
  email: string;
  status: string;
  missing_features: string[];
  scopes: string[];
}

describe('RF-001 RF-002 connecting a Google account', () => {
  const system = useSystem({ workers: 0, env: { CORS_ORIGINS: 'https://portal.school.example' } });
  const client = setUp(() => system.client());
  const database = setUp(() => system.database());

  const link = async (body: object = {}) =>
    (await client.post<{ url: string }>('/credentials/connect', body)).body.url;

  it('should connect an account through a one-time link and show it without its tokens', async () => {
    const id = await client.connect(ANA);
    const { status, body } = await client.get<CredentialBody>(`/credentials/${String(id)}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      tenant_id: 'school',
      owner_user_id: null,
      email: ANA,
      status: 'active',
      missing_features: [],
    });
    expect(JSON.stringify(body)).not.toMatch(/ya29|1\/\//);
    const list = await client.get<{ credentials: CredentialBody[]; total: number }>('/credentials');
    expect(list.body.credentials.map((one) => one.id)).toContain(id);
  });

  it('should keep the same credential when the same account is connected again', async () => {
    expect(await client.connect(ANA)).toBe(await client.connect(ANA));
  });

  it('should hold several accounts of a tenant', async () => {
    const ids = new Set([await client.connect(ANA), await client.connect(BRUNO)]);
    expect(ids.size).toBe(2);
  });

  it('should keep tokens encrypted and out of the log', async () => {
    await client.connect(ANA);
    const rows: { access_token: string; refresh_token: string }[] = await database.query(
      'SELECT access_token, refresh_token FROM credentials',
    );
    for (const row of rows) {
      expect(row.access_token).toMatch(/^v1\.[0-9a-f]{8}\./);
      expect(row.refresh_token).toMatch(/^v1\.[0-9a-f]{8}\./);
    }
    expect(system.log.text).not.toMatch(/ya29\.|1\/\/|code=4|state=[\w-]{20}/);
  });

  it('should ask Google for a code of this browser alone, and for what lasts', async () => {
    const begin = async () => {
      const { body } = await client.post<{ url: string }>('/credentials/connect', { login_hint: ANA });
      return new URL((await openLink(body.url)).googleUrl).searchParams;
    };
    const [asked, again] = [await begin(), await begin()];
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      access_type: 'offline',
      prompt: 'consent',
      include_granted_scopes: 'true',
      code_challenge_method: 'S256',
      login_hint: ANA,
    });
    expect(asked.get('scope')).toContain('openid');
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked.get(name)).toMatch(/^[\w-]{32,}$/);
      expect(asked.get(name)).not.toBe(again.get(name));
    }
  });

  it('should open a link only once', async () => {
    const url = await link();
    expect((await openLink(url)).googleUrl).toContain(system.sandbox.origin);
    const again = await fetch(url, { redirect: 'manual' });
    expect(again.status).toBe(410);
    expect(await again.json()).toMatchObject({ code: 'connect.link-not-usable' });
  });

  it('should refuse a link that is older than ten minutes', async () => {
    const url = await link();
    await database.query(
      `UPDATE connect_requests SET expires_at = now() - interval '1 second' WHERE opened_at IS NULL`,
    );
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(410);
  });

  it('should not let another browser finish, so nobody can slip in an account', async () => {
    const mine = await consent(await link({ login_hint: ANA }));
    const others = await consent(await link({ login_hint: BRUNO }));
    for (const headers of [{}, { cookie: others.cookie }]) {
      const answer = await fetch(mine.back, { headers });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'connect.state-not-usable' });
    }
    expect((await fetch(mine.back, { headers: { cookie: mine.cookie } })).status).toBe(200);
  });

  it('should take a callback only once', async () => {
    const { back, cookie } = await consent(await link({ login_hint: ANA }));
    expect((await fetch(back, { headers: { cookie } })).status).toBe(200);
    expect((await fetch(back, { headers: { cookie } })).status).toBe(400);
  });

  it('should say in words that permission was not given', async () => {
    const { back, cookie } = await consent(await link());
    const declined = new URL(back);
    declined.searchParams.delete('code');
    declined.searchParams.set('error', 'admin_policy_enforced');
    const answer = await fetch(declined, { headers: { cookie } });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      code: 'connect.declined',
      detail: expect.stringContaining('administrator') as string,
    });
  });

  it('should show people a page, declined or connected', async () => {
    const { back, cookie } = await consent(await link({ login_hint: ANA }));
    const page = await fetch(back, { headers: { cookie, accept: 'text/html', 'accept-language': 'pt-BR' } });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-language')).toBe('pt-BR');
    const words = await page.text();
    for (const part of ['<html lang="pt-BR">', 'Conta Google conectada', ANA]) expect(words).toContain(part);
    const other = await consent(await link());
    const declined = new URL(other.back);
    declined.searchParams.set('error', '<script>alert(1)</script>');
    const refused = await (
      await fetch(declined, { headers: { cookie: other.cookie, accept: 'text/html' } })
    ).text();
    expect(refused).not.toContain('<script>');
  });

  it('should say on a page what is wrong with a link or a way back, and to programs as always', async () => {
    const url = await link();
    await openLink(url);
    const lost = `${system.origin}/auth/callback?state=unknown&code=x`;
    for (const [address, status, words] of [
      [url, 410, 'Ask for a new link'],
      [lost, 400, 'Start again'],
    ] as const) {
      const page = await fetch(address, { redirect: 'manual', headers: { accept: 'text/html' } });
      expect([page.status, page.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
      expect(await page.text()).toContain(words);
      const problem = await fetch(address, { redirect: 'manual' });
      expect([problem.status, problem.headers.get('content-type')]).toEqual([
        status,
        expect.stringContaining('application/problem+json'),
      ]);
    }
  });

  it('should tell which features were not ticked and use the rest', async () => {
    const id = await client.connect(BRUNO, ['announcements', 'drive']);
    const { body } = await client.get<CredentialBody>(`/credentials/${String(id)}`);
    expect(body.missing_features).toEqual(['announcements', 'drive']);
    expect((await client.get(`/courses?credential_id=${String(id)}`)).status).toBe(200);
    await client.connect(BRUNO);
    expect((await client.get<CredentialBody>(`/credentials/${String(id)}`)).body.missing_features).toEqual(
      [],
    );
  });

  it.each([
    ['/app/', 302],
    ['https://portal.school.example/done', 302],
    ['https://evil.example/', 400],
    ['//evil.example/', 400],
    ['/\\evil.example', 400],
    ['javascript:alert(1)', 400],
  ])('should treat return_to %s as %i', async (returnTo, expected) => {
    const asked = await client.post<{ url: string }>('/credentials/connect', { return_to: returnTo });
    if (expected === 400) {
      expect(asked.body).toMatchObject({ status: 400, code: 'connect.return-to-not-allowed' });
      return;
    }
    const { back, cookie } = await consent(asked.body.url);
    const answer = await fetch(back, { headers: { cookie }, redirect: 'manual' });
    expect(answer.status).toBe(302);
    const location = new URL(answer.headers.get('location') ?? '');
    expect(location.href.split('?')[0]).toBe(new URL(returnTo, system.origin).href);
    expect(location.searchParams.get('status')).toBe('active');
  });

  it('should begin in a signed-in browser by GET /auth/login', async () => {
    const signIn = await fetch(`${system.origin}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: ADMIN.email, password: ADMIN.password }),
    });
    const cookie = signIn.headers.getSetCookie()[0] ?? '';
    expect(cookie).toMatch(/cdl_session=.*HttpOnly.*SameSite=Lax/);
    const begin = await fetch(`${system.origin}/auth/login?return_to=/docs`, {
      headers: { cookie: cookie.split(';')[0] ?? '' },
      redirect: 'manual',
    });
    expect(begin.status).toBe(302);
    expect(begin.headers.get('location')).toMatch(/\/auth\/connect\/[\w-]{43}$/);
    expect((await fetch(`${system.origin}/auth/login`, { redirect: 'manual' })).status).toBe(401);
  });

  it("should not name another tenant's accounts", async () => {
    const id = await client.connect(ANA);
    const stranger = system.client('other');
    expect((await stranger.get(`/credentials/${String(id)}`)).status).toBe(404);
    expect((await stranger.delete(`/credentials/${String(id)}`)).status).toBe(404);
    expect((await stranger.get<{ total: number }>('/credentials')).body.total).toBe(0);
    expect((await stranger.get(`/courses?credential_id=${String(id)}`)).status).toBe(404);
    expect((await client.post('/credentials/connect', { tenant_id: 'other' })).status).toBe(403);
  });

  it('should renew an expired token by itself, once for many requests', async () => {
    const id = await client.connect(ANA);
    await database.query(
      `UPDATE credentials SET access_expires_at = now() - interval '1 minute' WHERE id = $1`,
      [id],
    );
    await database.query('DELETE FROM course_lists');
    const before = system.sandbox.faults.countFaults('/token');
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => client.get(`/courses?credential_id=${String(id)}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(system.sandbox.faults.countFaults('/token') - before).toBe(1);
  });

  it('should end the permission at Google and keep the account in the list', async () => {
    const id = await client.connect(BRUNO);
    expect((await client.delete(`/credentials/${String(id)}`)).status).toBe(204);
    expect(system.sandbox.tokens.revoked.size).toBeGreaterThan(0);
    expect((await client.get<CredentialBody>(`/credentials/${String(id)}`)).body.status).toBe('revoked');
    const use = await client.get(`/courses?credential_id=${String(id)}`);
    expect(use).toMatchObject({ status: 409, body: { code: 'credential.revoked' } });
    const [row]: { refresh_token: string | null }[] = await database.query(
      'SELECT refresh_token FROM credentials WHERE id = $1',
      [id],
    );
    expect(row?.refresh_token).toBeNull();
  });

  it('should ask for consent again when Google no longer accepts the permission', async () => {
    const id = await client.connect(BRUNO);
    const removed = system.sandbox.faults.addFault({
      path: '/token',
      status: 400,
      body: { error: 'invalid_grant' },
    });
    await database.query(
      `UPDATE credentials SET access_expires_at = now() - interval '1 minute' WHERE id = $1`,
      [id],
    );
    await database.query('DELETE FROM course_lists');
    const use = await client.get(`/courses?credential_id=${String(id)}`);
    removed();
    expect(use).toMatchObject({ status: 409, body: { code: 'credential.needs-reconsent' } });
    expect((await client.get<CredentialBody>(`/credentials/${String(id)}`)).body.status).toBe(
      'needs_reconsent',
    );
    await client.connect(BRUNO);
    expect((await client.get<CredentialBody>(`/credentials/${String(id)}`)).body.status).toBe('active');
  });
});
