import { Client, consent } from '@app/testing/client';
import { onBehalf } from '@app/testing/on-behalf';
import { addPerson, type Person, superAdmin } from '@app/testing/people';
import { preview } from '@app/testing/preview';
import { ANA, BRUNO, CARLA } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { useSystem } from '@app/testing/use-system';

const PORTAL = 'https://portal.school.example';

interface Credential {
  id: number;
  owner_user_id: string | null;
  status: string;
}

describe('links that connect a Google account', () => {
  const system = useSystem({ workers: 0, env: { CORS_ORIGINS: PORTAL } });
  const maker = setUp(() => addPerson(system, { name: 'mallory' }));
  const victim = setUp(() => addPerson(system, { name: 'vera' }));

  const linkOf = async (client: Client, body: object = {}) =>
    (await client.post<{ url: string }>('/credentials/connect', body)).body.url;
  const open = (link: string, headers: Record<string, string> = {}) =>
    fetch(link, { redirect: 'manual', headers });
  const answer = (link: string, fields: Record<string, string>, headers: Record<string, string>) =>
    fetch(link, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) });
  const cookieOf = (response: Response) => response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const proofIn = (page: string) => / name="proof" value="([^"]*)"/.exec(page)?.[1] ?? '';
  const seen = async (client: Client, id: number) =>
    (await client.get<Credential>(`/credentials/${String(id)}`)).body;

  describe('of a person', () => {
    it('should not open for anybody else, signed in or not, whatever the browser sends', async () => {
      const link = await linkOf(maker.client, { login_hint: ANA });
      const browsers: Record<string, string>[] = [
        {},
        { cookie: victim.cookie },
        { 'sec-purpose': 'prefetch', cookie: victim.cookie },
      ];
      for (const headers of browsers) {
        const opened = await open(link, headers);
        expect([opened.status, opened.headers.get('location')]).toEqual([403, null]);
        expect(await opened.json()).toMatchObject({ code: 'connect.owner-only' });
      }
      const page = await open(link, { accept: 'text/html', cookie: victim.cookie });
      expect([page.status, page.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
    });

    it('should lead a browser without a session to the sign-in page, and back', async () => {
      const link = await linkOf(maker.client);
      const opened = await open(link, { accept: 'text/html' });
      expect(opened.headers.get('location')).toMatch(
        /^\/app\/sign-in\?return_to=%2Fauth%2Fconnect%2F[\w-]{43}$/,
      );
      const begin = await open(`${system.origin}/auth/login?return_to=/app/`, { accept: 'text/html' });
      expect(begin.headers.get('location')).toBe(
        '/app/sign-in?return_to=%2Fauth%2Flogin%3Freturn_to%3D%2Fapp%2F',
      );
    });

    it('should lead its owner on to Google, and again until Google has answered', async () => {
      const link = await linkOf(maker.client, { login_hint: BRUNO });
      const first = await open(link, { cookie: maker.cookie });
      expect(first.status).toBe(302);
      const { back, cookie } = await consent(link, [], { token: maker.client.token });
      const finished = await open(back, { cookie });
      const { credential_id: id } = (await finished.json()) as { credential_id: number };
      expect(await seen(maker.client, id)).toMatchObject({ owner_user_id: maker.id, status: 'active' });
      expect((await open(link, { cookie: maker.cookie })).status).toBe(410);
    });
  });

  describe('of the school', () => {
    it('should say who gets access to what, in two languages, and use nothing up', async () => {
      const link = await linkOf(system.client(), { login_hint: CARLA });
      for (const [language, words] of [
        ['pt-BR,en;q=0.5', 'a administração de school'],
        ['en', 'the administrators of school'],
      ] as const) {
        for (const method of ['HEAD', 'GET']) {
          const headers = { 'accept-language': language };
          const page = await fetch(link, { method, redirect: 'manual', headers });
          expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
          expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
          if (method === 'GET') expect(await page.text()).toContain(words);
        }
      }
      const { back, cookie } = await consent(link);
      expect((await open(back, { cookie })).status).toBe(200);
    });

    it('should go on only from our page in the same browser', async () => {
      const link = await linkOf(system.client());
      const page = await open(link);
      const cookie = cookieOf(page);
      const proof = proofIn(await page.text());
      const others = await open(link);
      const allow = { decision: 'allow', proof };
      for (const [fields, headers] of [
        [allow, {}],
        [allow, { cookie: cookieOf(others) }],
        [{ ...allow, proof: 'guessed' }, { cookie }],
        [allow, { cookie, 'sec-fetch-site': 'cross-site' }],
        [allow, { cookie, origin: 'https://evil.example' }],
      ] as [Record<string, string>, Record<string, string>][])
        expect((await answer(link, fields, headers)).status).toBe(403);
      const agreed = await answer(link, allow, { cookie, 'sec-fetch-site': 'same-origin' });
      expect(agreed.status).toBe(303);
      expect(agreed.headers.get('location')).toContain(`${system.sandbox.origin}/o/oauth2/v2/auth`);
      expect((await answer(link, allow, { cookie })).status).toBe(410);
    });
  });

  describe('that a gateway made for a person', () => {
    const madeFor = async (person: Person, more: object = {}) => {
      const admin = await superAdmin(system);
      const scopes = ['credentials:write', 'act-on-behalf'];
      const { body: key } = await admin.post<{ key: string; signing_secret: string }>('/api-keys', {
        name: 'the portal',
        scopes,
      });
      const body = JSON.stringify(more);
      const parts = { secret: key.signing_secret, method: 'POST', path: '/credentials/connect', body };
      const headers = onBehalf({ ...parts, user: person.id });
      const made = await new Client(system.origin, key.key).post('/credentials/connect', more, headers);
      expect(made.status).toBe(201);
      return String(made.body.url);
    };

    it('should open in the session of a person who can sign in', async () => {
      const link = await madeFor(maker);
      for (const headers of [{}, { cookie: victim.cookie }] as Record<string, string>[])
        expect(await (await open(link, headers)).json()).toMatchObject({ code: 'connect.owner-only' });
      const own = await open(link, { cookie: maker.cookie });
      expect(own.headers.get('location')).toContain(system.sandbox.origin);
    });

    it('should say whom the gateway named when that person cannot sign in', async () => {
      const pupil = await addPerson(system, { name: 'pupil' });
      const database = await system.database();
      await database.query('UPDATE users SET must_change_password = true WHERE id = $1', [pupil.id]);
      const link = await madeFor(pupil);
      const page = await (await open(link, { 'accept-language': 'en' })).text();
      expect(page).toContain('<strong>pupil (pupil@school.example)</strong>');
      expect(page).toContain('the portal made this link.');
      expect((await open(link, { cookie: victim.cookie })).status).toBe(403);
      await database.query(`UPDATE tenants SET google_sign_in = 'members' WHERE id = 'school'`);
      const asked = await open(link);
      await database.query(`UPDATE tenants SET google_sign_in = 'off' WHERE id = 'school'`);
      expect(await asked.json()).toMatchObject({ code: 'connect.owner-only' });
    });
  });

  it('should not use an invitation up by looking', async () => {
    const email = 'looked.at@school.example';
    const admin = await superAdmin(system);
    const { body } = await admin.post<{ token: string }>('/auth/invitations', { email });
    await preview(system.origin, body.token);
    const input = { username: 'lookedat', email, full_name: 'Lia Reis', password: 'correct-Horse-7-battery' };
    const made = await system.client().post('/auth/register', { ...input, invitation: body.token });
    expect(made.status).toBe(201);
  });

  it('should never give an active account to another owner', async () => {
    const id = await victim.client.connect(ANA);
    const school = await consent(await linkOf(system.client(), { login_hint: ANA }));
    const again = await open(school.back, { cookie: school.cookie });
    expect(await again.json()).toMatchObject({ status: 409, code: 'credential.owned-by-another' });
    await expect(maker.client.connect(ANA)).rejects.toThrow('already connected');
    expect(await seen(victim.client, id)).toMatchObject({ owner_user_id: victim.id, status: 'active' });
    const admin = await superAdmin(system);
    const { body } = await admin.get<{ events: object[] }>('/security/events?action=credential.connected');
    expect(body.events[0]).toMatchObject({
      outcome: 'refused',
      actor_id: `user:${maker.id}`,
      subject: `credential:${String(id)}`,
      detail: { code: 'credential.owned-by-another', link_made_by: `user:${maker.id}` },
    });
    expect(await victim.client.connect(ANA)).toBe(id);
    await victim.client.delete(`/credentials/${String(id)}`);
    expect(await maker.client.connect(ANA)).toBe(id);
    expect((await seen(maker.client, id)).owner_user_id).toBe(maker.id);
  });

  describe('with return_to', () => {
    const returned = (response: Response): Record<string, string> => {
      const url = new URL(response.headers.get('location') ?? '');
      return { to: url.origin + url.pathname, ...Object.fromEntries(url.searchParams) };
    };
    const started = async (login_hint = CARLA) => {
      const link = await linkOf(system.client(), {
        login_hint,
        return_to: `${PORTAL}/done?step=2&error=old`,
      });
      return { link, ...(await consent(link)) };
    };

    it('should come back with the credential', async () => {
      const { back, cookie } = await started();
      const told = returned(await open(back, { cookie }));
      const credential_id = expect.stringMatching(/^\d+$/) as string;
      expect(told).toEqual({ to: `${PORTAL}/done`, step: '2', status: 'active', credential_id });
    });

    it('should come back with a code when Google or the person says no, and when it was too late', async () => {
      const declined = await started();
      const url = new URL(declined.back);
      url.searchParams.delete('code');
      url.searchParams.set('error', 'access_denied');
      const failed = { to: `${PORTAL}/done`, status: 'failed' };
      const no = await open(url.href, { cookie: declined.cookie });
      expect(returned(no)).toMatchObject({ ...failed, error: 'connect.declined' });
      const twice = await open(url.href, { cookie: declined.cookie });
      expect(returned(twice)).toMatchObject({ ...failed, error: 'connect.state-not-usable' });
      const link = await linkOf(system.client(), { return_to: `${PORTAL}/done` });
      const page = await open(link);
      const fields = { decision: 'deny', proof: proofIn(await page.text()) };
      const cancelled = await answer(link, fields, { cookie: cookieOf(page) });
      expect(cancelled.status).toBe(303);
      expect(returned(cancelled)).toEqual({ ...failed, error: 'connect.declined' });
    });

    it('should come back from a link that was used or is too old', async () => {
      const used = await started();
      const failed = { to: `${PORTAL}/done`, status: 'failed', error: 'connect.link-not-usable' };
      expect(returned(await open(used.link))).toEqual({ ...failed, step: '2' });
      const late = await linkOf(system.client(), { return_to: `${PORTAL}/done` });
      await (
        await system.database()
      ).query(`UPDATE connect_requests SET expires_at = now() - interval '1 second'`);
      expect(returned(await open(late))).toEqual(failed);
    });
  });
});
