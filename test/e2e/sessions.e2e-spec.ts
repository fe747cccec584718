import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { Client } from '@app/testing/client';
import { newPerson, signIn, type SignedInBody } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

/** As in the system's environment. */
const SECRET = 'a secret that signs the tokens of tests';
const REFRESH = '/api/v1/auth/refresh';

describe('sessions', () => {
  const system = useSystem({ workers: 0, env: { CORS_ORIGINS: 'https://portal.school.example' } });
  const nobody = setUp(() => new Client(system.origin, ''));
  const admin = setUp(() => signIn(system.origin, ADMIN.email, ADMIN.password));
  const database = setUp(() => system.database());

  const refresh = (token: string) => nobody.post<SignedInBody>('/auth/refresh', { refresh_token: token });
  const works = async (token: string) =>
    (await new Client(system.origin, token).get('/downloads')).status === 200;
  const again = () => signIn(system.origin, ADMIN.email, ADMIN.password);
  const claims = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

  describe('signing in', () => {
    it('should answer tokens, and set two cookies that scripts cannot read', () => {
      expect(admin.answer.body).toMatchObject({ expires_in: 1800, refresh_expires_in: 604_800 });
      expect(admin.answer.headers.get('cache-control')).toBe('no-store');
      const [session = '', refreshing = ''] = admin.answer.headers.getSetCookie();
      expect(session).toMatch(/^cdl_session=.*Path=\/; HttpOnly; SameSite=Lax$/);
      expect(refreshing).toMatch(/^cdl_refresh=.*Path=\/api\/v1\/auth\/refresh; HttpOnly; SameSite=Lax$/);
    });

    it('should take the password form of OAuth 2, as Swagger and the examples send it', async () => {
      const form = { username: ADMIN.email, password: ADMIN.password };
      for (const body of [form, { ...form, grant_type: 'password', scope: '', client_id: '' }]) {
        const answer = await fetch(`${system.origin}/auth/token`, {
          method: 'POST',
          body: new URLSearchParams(body),
        });
        expect(answer.status).toBe(200);
        expect(answer.headers.getSetCookie()).toEqual([]);
        const tokens = (await answer.json()) as SignedInBody & { token_type: string };
        expect(tokens.token_type).toBe('bearer');
        expect(await works(tokens.access_token)).toBe(true);
      }
    });

    it('should take a form nowhere else: any page could send one', async () => {
      for (const path of ['/auth/login', '/auth/refresh', '/api/v1/auth/register']) {
        const body = new URLSearchParams({ username: ADMIN.email, password: ADMIN.password });
        const answer = await fetch(system.origin + path, { method: 'POST', body });
        expect(answer.status).toBe(415);
        expect(await answer.json()).toMatchObject({ code: 'request.unsupported-type' });
      }
    });

    it('should not sign a browser in for another site', async () => {
      const headers = { origin: 'https://evil.example' };
      const answer = await nobody.post(
        '/auth/login',
        { username: ADMIN.email, password: ADMIN.password },
        headers,
      );
      expect(answer).toMatchObject({ status: 403, body: { code: 'request.cross-site' } });
    });

    it('should refuse a password of 10,000 characters before it computes anything', async () => {
      const answer = await nobody.post('/auth/login', { username: 'admin', password: 'x'.repeat(10_000) });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'password' }] } });
    });
  });

  describe('access tokens', () => {
    const forged = (change: {
      secret?: string;
      expires?: number;
      sid?: string;
      sub?: string;
      aud?: string;
    }) => {
      const good = claims(admin.answer.body.access_token);
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ sid: change.sid ?? good.sid })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer('classroom-downloader')
        .setAudience(change.aud ?? 'access')
        .setSubject(change.sub ?? String(good.sub))
        .setIssuedAt(now - 100)
        .setExpirationTime(change.expires ?? now + 60)
        .sign(new TextEncoder().encode(change.secret ?? SECRET));
    };

    it('should count until they expire, and not a second longer', async () => {
      const now = Math.floor(Date.now() / 1000);
      expect(await works(await forged({}))).toBe(true);
      expect(await works(await forged({ expires: now - 1 }))).toBe(false);
    });

    it('should not come from another installation, session, person or purpose', async () => {
      const other = await newPerson(admin.client, 'somebody');
      expect(await works(await forged({ secret: 'the secret of another installation' }))).toBe(false);
      expect(await works(await forged({ sid: '01890a5d-ac96-774b-bcce-b302099a8057' }))).toBe(false);
      expect(await works(await forged({ sub: other.id }))).toBe(false);
      expect(await works(await forged({ aud: 'other' }))).toBe(false);
    });

    it('should be signed', async () => {
      const [, body = '', signature = ''] = admin.answer.body.access_token.split('.');
      const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
      expect(await works(`${none}.${body}.`)).toBe(false);
      expect(await works(`${none}.${body}.${signature}`)).toBe(false);
    });

    it('should not be taken from an address', async () => {
      const token = admin.answer.body.access_token;
      for (const name of ['access_token', 'token', 'cdl_session'])
        expect((await nobody.get(`/downloads?${name}=${token}`)).status).toBe(401);
      expect(system.log.text).not.toContain(token);
    });
  });

  describe('refreshing', () => {
    it('should give new tokens, keep the session and never show a token twice', async () => {
      const { body: first } = (await again()).answer;
      const { status, body: second } = await refresh(first.refresh_token);
      expect(status).toBe(200);
      expect(await works(second.access_token)).toBe(true);
      expect(claims(second.access_token).sid).toBe(claims(first.access_token).sid);
      expect((await refresh(second.refresh_token)).status).toBe(200);
      const rows: { text: string }[] = await database.query('SELECT t::text AS text FROM refresh_tokens t');
      for (const secret of [first.refresh_token, second.refresh_token])
        expect(rows.some(({ text }) => text.includes(secret))).toBe(false);
    });

    it('should end the whole session when a token is used a second time', async () => {
      const { body: first } = (await again()).answer;
      const { body: second } = await refresh(first.refresh_token);
      expect(await refresh(first.refresh_token)).toMatchObject({
        status: 401,
        body: { code: 'auth.session-over' },
      });
      expect((await refresh(second.refresh_token)).status).toBe(401);
      expect(await works(second.access_token)).toBe(false);
      expect(system.log.text).toContain('auth.refresh-reused');
      expect(await works(admin.answer.body.access_token)).toBe(true);
    });

    it('should let exactly one of many win that come at once', async () => {
      const { body } = (await again()).answer;
      const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => refresh(body.refresh_token)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    });

    it('should tell a request that overlaps with another so, and not take it for a thief', async () => {
      const { body: first } = (await again()).answer;
      const holder = database.createQueryRunner();
      await holder.startTransaction();
      await holder.query('SELECT 1 FROM sessions WHERE id = $1 FOR UPDATE', [claims(first.access_token).sid]);
      const winning = refresh(first.refresh_token);
      await until(async () => {
        const waiting: unknown[] = await database.query('SELECT 1 FROM pg_locks WHERE NOT granted');
        return waiting.length > 0;
      });
      expect(await refresh(first.refresh_token)).toMatchObject({
        status: 409,
        body: { code: 'auth.refresh-raced' },
      });
      await holder.rollbackTransaction();
      await holder.release();
      const won = await winning;
      expect(won.status).toBe(200);
      expect((await refresh(won.body.refresh_token)).status).toBe(200);
    });

    it.each([
      ['expired', `UPDATE refresh_tokens SET expires_at = now() - interval '1 second' WHERE session_id = $1`],
      ['of a session that lasted too long', `UPDATE sessions SET expires_at = now() WHERE id = $1`],
    ])('should refuse a token that is %s', async (_what, change) => {
      const { body } = (await again()).answer;
      await database.query(change, [claims(body.access_token).sid]);
      expect((await refresh(body.refresh_token)).status).toBe(401);
    });

    it('should refuse what is no token', async () => {
      expect((await refresh('nonsense')).status).toBe(401);
      expect((await refresh(admin.answer.body.access_token)).status).toBe(400);
      expect((await nobody.post('/auth/refresh', {}, { 'x-requested-with': 'test' })).status).toBe(401);
    });
  });

  describe('signing out', () => {
    it('should end this session alone', async () => {
      const [here, there] = [await again(), await again()];
      const out = await here.client.post('/auth/logout');
      expect(out.status).toBe(204);
      for (const cookie of out.headers.getSetCookie())
        expect(cookie).toMatch(/^cdl_\w+=;.*Expires=Thu, 01 Jan 1970/);
      expect(await works(here.answer.body.access_token)).toBe(false);
      expect((await refresh(here.answer.body.refresh_token)).status).toBe(401);
      expect(await works(there.answer.body.access_token)).toBe(true);
    });

    it("should end all of a person's sessions, and nobody else's", async () => {
      const here = await newPerson(admin.client, 'everywhere');
      const there = await signIn(system.origin, 'everywhere', 'Long-enough-10-Xy');
      expect((await here.client.post('/auth/logout?everywhere=true')).status).toBe(204);
      for (const { answer } of [here, there]) {
        expect(await works(answer.body.access_token)).toBe(false);
        expect((await refresh(answer.body.refresh_token)).status).toBe(401);
      }
      expect(await works(admin.answer.body.access_token)).toBe(true);
    });
  });

  describe('cookies', () => {
    const change = (headers: Record<string, string>) =>
      fetch(`${system.origin}/downloads/retry-failed`, {
        method: 'POST',
        headers: { cookie: admin.cookie, ...headers },
      });

    it.each([
      ['no proof', {}],
      ['another origin', { origin: 'https://evil.example' }],
      ['no origin to tell', { origin: 'null' }],
      ['another site', { 'sec-fetch-site': 'cross-site', 'x-requested-with': 'fetch' }],
      ['a sister site', { 'sec-fetch-site': 'same-site' }],
      ['another origin and a header', { origin: 'https://evil.example', 'x-requested-with': 'fetch' }],
    ])('should change nothing with %s', async (_what, headers) => {
      const answer = await change(headers);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'request.cross-site' });
    });

    it('should change something from our own pages and the fronts of the school', async () => {
      const proofs: Record<string, string>[] = [
        { 'sec-fetch-site': 'same-origin' },
        { origin: system.origin },
        { origin: 'https://portal.school.example', 'sec-fetch-site': 'cross-site' },
        { 'x-requested-with': 'XMLHttpRequest' },
      ];
      for (const headers of proofs) expect((await change(headers)).status).toBe(200);
    });

    it('should do nothing for a page that shows somebody else', async () => {
      const proof = { 'sec-fetch-site': 'same-origin' };
      const me = (await admin.client.get<{ id: string }>('/auth/profile')).body.id;
      expect((await change({ ...proof, 'x-expected-user': me })).status).toBe(200);
      const refused = await change({ ...proof, 'x-expected-user': randomUUID() });
      expect(refused.status).toBe(409);
      expect(await refused.json()).toMatchObject({ code: 'auth.other-user' });
    });

    it('should refresh only with the proof, and at the one address that sees the token', async () => {
      const { cookie } = await again();
      const renew = (headers: Record<string, string>) =>
        fetch(system.origin + REFRESH, { method: 'POST', headers: { cookie, ...headers } });
      expect((await renew({})).status).toBe(403);
      expect((await renew({ origin: 'https://evil.example' })).status).toBe(403);
      const renewed = await renew({ 'sec-fetch-site': 'same-origin' });
      expect(renewed.status).toBe(200);
      expect(renewed.headers.getSetCookie()).toHaveLength(2);
    });
  });

  describe('the sign-in page', () => {
    const open = (path: string, headers: Record<string, string> = {}) =>
      fetch(system.origin + path, { redirect: 'manual', headers: { accept: 'text/html', ...headers } });

    it('should be where a browser without a session is led to, and lead back', async () => {
      const led = await open('/queues?page=2');
      expect(led.status).toBe(302);
      const path = led.headers.get('location') ?? '';
      expect(path).toBe('/app/sign-in?return_to=%2Fqueues%3Fpage%3D2');
      const page = await open(path);
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect((await open('/queues', { cookie: admin.cookie })).status).toBe(200);
    });

    it('should go on to nowhere but here', async () => {
      const others = ['https://evil.example/', '//evil.example', '/%5Cevil.example', 'javascript:x'];
      for (const elsewhere of others) {
        const led = await open(`/auth/sign-in?return_to=${elsewhere}`);
        expect(led.headers.get('location')).toBe('/app/sign-in?return_to=%2F');
      }
      const twice = await open('/auth/sign-in?return_to=/a&return_to=/b&tenant_id=school');
      expect([twice.status, twice.headers.get('location')]).toEqual([302, '/app/sign-in?tenant_id=school']);
    });

    it('should not stand in the way of programs', async () => {
      const answer = await fetch(`${system.origin}/queues`, { redirect: 'manual' });
      expect(answer.status).toBe(401);
    });
  });
});
