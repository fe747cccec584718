import { hashSecret } from '@app/security';
import { DataSource } from 'typeorm';
import { personBySub } from '../../apps/sandbox/src/school/school';
import { Client, consent } from '@app/testing/client';
import { addPerson, signIn, type SignedInBody, superAdmin } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';
import { useSystem } from '@app/testing/use-system';

const PORTAL = 'https://portal.school.example';

interface Problem {
  code: string;
  detail: string;
  hint: string;
}

describe('signing in with Google', () => {
  const system = useSystem({ workers: 0, env: { CORS_ORIGINS: PORTAL } });
  const admin = setUp(() => superAdmin(system));
  const otherAdmin = setUp(() => addPerson(system, { name: 'rui', role: 'admin', tenant: 'other' }));
  let database: DataSource;
  let last = 1000;

  beforeAll(async () => {
    database = system.api.get(DataSource);
  });

  const allow = async (google_sign_in: string, google_domain?: string) => {
    const body = { google_sign_in, google_domain };
    expect((await admin.call('/tenant', { method: 'PUT', body })).status).toBe(200);
  };

  /** A Google account of its own, of the Workspace of its address. */
  const googleAccount = (email: string, more: { domain?: string; unverified?: boolean } = {}) => {
    const sub = String((last += 1));
    const domain = email.split('@')[1]?.toLowerCase();
    system.sandbox.school.people.push({ sub, email, name: 'Somebody New', domain, ...more });
    return sub;
  };

  const link = (query = '') => `${system.origin}/auth/google/sign-in?tenant_id=school${query}`;

  /** Through Google's page and back, as a program that wants JSON. */
  const come = async (sub: string, url = link()) => {
    const { back, cookie } = await consent(url, [], { account: sub });
    const answer = await fetch(back, { headers: { cookie }, redirect: 'manual' });
    const body = (await answer.json()) as SignedInBody & Problem;
    return { status: answer.status, headers: answer.headers, body };
  };

  const refused = { status: 403, body: { code: 'auth.google-sign-in-refused' } };

  describe('where it is off', () => {
    it('should say the same of a tenant that does not allow it and of one that does not exist', async () => {
      await allow('off');
      const answers = await Promise.all(
        ['school', 'nowhere'].map((id) =>
          new Client(system.origin, '').get(`/auth/google/sign-in?tenant_id=${id}`),
        ),
      );
      for (const { status, body, headers } of answers) {
        expect({ status, body }).toMatchObject({ status: 403, body: { code: 'auth.google-sign-in-off' } });
        expect(headers.getSetCookie()).toEqual([]);
      }
      expect(answers[0]?.body.detail).toBe(answers[1]?.body.detail);
      expect(answers[0]?.body.hint).toBe(answers[1]?.body.hint);
    });

    it('should let nobody in who set out before it was switched off', async () => {
      await allow('members');
      const { email } = await addPerson(system, { name: 'late' });
      const { back, cookie } = await consent(link(), [], { account: googleAccount(email) });
      await allow('off');
      const answer = await fetch(back, { headers: { cookie } });
      expect(await answer.json()).toMatchObject({ status: 403, code: 'auth.google-sign-in-off' });
      const browser = await fetch(link(), { headers: { accept: 'text/html' } });
      expect([browser.status, browser.headers.get('content-type')]).toEqual([
        403,
        'text/html; charset=utf-8',
      ]);
      expect(await browser.text()).toContain('<h1>');
    });
  });

  describe('for members', () => {
    beforeAll(() => allow('members'));

    it('should let a person with a password into the same account, now and when the address changes', async () => {
      const mara = await addPerson(system, { name: 'mara' });
      const sub = googleAccount('Mara@School.example');
      const { status, headers, body } = await come(sub);
      expect(status).toBe(200);
      expect(body.user).toMatchObject({ id: mara.id, username: 'mara', tenant_id: 'school', role: 'user' });
      expect((await new Client(system.origin, body.access_token).get('/auth/profile')).status).toBe(200);
      const cookies = headers.getSetCookie().join('\n');
      for (const name of ['cdl_session', 'cdl_refresh', 'cdl_device'])
        expect(cookies).toMatch(new RegExp(`${name}=[^;]{20,};.*HttpOnly`));
      const person = system.sandbox.school.people.find((one) => one.sub === sub);
      Object.assign(person ?? {}, { email: 'mara.after@school.example' });
      expect((await come(sub)).body.user.id).toBe(mara.id);
      expect((await signIn(system.origin, 'mara', ADMIN.password)).id).toBe(mara.id);
    });

    it('should write down that somebody signed in by Google', async () => {
      const { id, email } = await addPerson(system, { name: 'written' });
      await come(googleAccount(email));
      const { body } = await admin.get<{ events: Record<string, unknown>[] }>(
        '/security/events?action=auth.sign-in',
      );
      expect(body.events.find((event) => event.actor_id === `user:${id}` && event.detail)).toMatchObject({
        outcome: 'ok',
        detail: { by: 'google' },
      });
    });

    it('should keep no token of Google and connect no account', async () => {
      const { email } = await addPerson(system, { name: 'tokenless' });
      const asked = await fetch(link(), { redirect: 'manual' });
      const { searchParams } = new URL(asked.headers.get('location') ?? '');
      expect(searchParams.get('scope')).toBe('openid email profile');
      expect(searchParams.get('access_type')).toBe('online');
      expect(searchParams.get('code_challenge_method')).toBe('S256');
      expect((await come(googleAccount(email))).status).toBe(200);
      expect(await database.query('SELECT id FROM credentials')).toEqual([]);
      expect(system.log.text).not.toMatch(/ya29\.|1\/\/|code=4|state=[\w-]{20}/);
    });

    it('should refuse who has no account, with what to do', async () => {
      const answer = await come(googleAccount('nobody@school.example', { domain: 'school.example' }));
      expect(answer).toMatchObject(refused);
      expect(answer.body.hint).toContain('admin of your school');
      expect(answer.headers.getSetCookie().join()).not.toContain('cdl_session');
    });

    it('should not believe an address that Google has not verified', async () => {
      const { email } = await addPerson(system, { name: 'claimed' });
      expect(await come(googleAccount(email, { unverified: true }))).toMatchObject(refused);
      expect((await come(googleAccount(email))).status).toBe(200);
    });

    it('should not link a private Google account that was opened with an address of the school', async () => {
      const { id, email } = await addPerson(system, { name: 'former' });
      expect(await come(googleAccount(email, { domain: undefined }))).toMatchObject(refused);
      expect((await come(googleAccount(email))).body.user.id).toBe(id);
    });

    it.each(['gmail.com', 'googlemail.com'])('should link who has an address at %s', async (host) => {
      const { id } = await addPerson(system, { name: host.replace('.com', '') });
      const email = `somebody@${host}`;
      await admin.call(`/auth/users/${id}`, { method: 'PUT', body: { email } });
      expect((await come(googleAccount(email, { domain: undefined }))).body.user.id).toBe(id);
    });

    it('should not give the account to a second Google account with the same address', async () => {
      const { email } = await addPerson(system, { name: 'first' });
      expect((await come(googleAccount(email))).status).toBe(200);
      expect(await come(googleAccount(email))).toMatchObject(refused);
    });

    it('should not give what a person waits with under another’s address, unless an admin confirms it', async () => {
      const thief = await addPerson(system, { name: 'thief' });
      const email = 'victim@school.example';
      const body = { email, current_password: ADMIN.password };
      await thief.client.call('/auth/profile', { method: 'PUT', body });
      const sub = googleAccount(email);
      expect(await come(sub)).toMatchObject(refused);
      await admin.call(`/auth/users/${thief.id}`, { method: 'PUT', body: { email } });
      expect((await come(sub)).body.user.id).toBe(thief.id);
    });

    it('should refuse who was deactivated, before and after they came for the first time', async () => {
      const people = [
        await addPerson(system, { name: 'leaver' }),
        await addPerson(system, { name: 'leaver2' }),
      ];
      const [known = '', unknown = ''] = people.map(({ email }) => googleAccount(email));
      expect((await come(known)).status).toBe(200);
      for (const { id } of people)
        await admin.call(`/auth/users/${id}`, { method: 'PUT', body: { is_active: false } });
      expect(await come(known)).toMatchObject(refused);
      expect(await come(unknown)).toMatchObject(refused);
    });

    it('should not let in people of another tenant', async () => {
      const sub = googleAccount(otherAdmin.email);
      expect(await come(sub)).toMatchObject(refused);
      const off = await otherAdmin.client.get('/auth/google/sign-in?tenant_id=other');
      expect(off).toMatchObject({ status: 403, body: { code: 'auth.google-sign-in-off' } });
    });
  });

  describe('for a domain', () => {
    beforeAll(() => allow('domain', 'Aurora.example'));

    it('should make an account for who comes from the domain, under a name that is free', async () => {
      const asked = await fetch(link(), { redirect: 'manual' });
      expect(new URL(asked.headers.get('location') ?? '').searchParams.get('hd')).toBe('aurora.example');
      await addPerson(system, { name: 'zeca' });
      const sub = googleAccount('zeca@aurora.example', { domain: 'aurora.example' });
      const first = await come(sub);
      expect(first.body.user).toMatchObject({
        email: 'zeca@aurora.example',
        full_name: 'Somebody New',
        role: 'user',
        tenant_id: 'school',
      });
      expect(first.body.user.username).toMatch(/^zeca[0-9a-f]{6}$/);
      expect((await come(sub)).body.user.id).toBe(first.body.user.id);
    });

    it('should make one account for a person who comes twice at once', async () => {
      const sub = googleAccount('twice@aurora.example', { domain: 'aurora.example' });
      const both = await Promise.all([come(sub), come(sub)]);
      expect(both.map(({ status }) => status)).toEqual([200, 200]);
      const ids = new Set(both.map(({ body }) => body.user.id));
      expect(ids.size).toBe(1);
    });

    it.each([['another.example'], [undefined]])('should refuse who comes from %s', async (domain) => {
      expect(await come(googleAccount(`wrong${String(last)}@aurora.example`, { domain }))).toMatchObject(
        refused,
      );
    });

    it('should refuse an address that is not verified or belongs to another tenant', async () => {
      const domain = 'aurora.example';
      expect(await come(googleAccount('un@aurora.example', { domain, unverified: true }))).toMatchObject(
        refused,
      );
      expect(await come(googleAccount(otherAdmin.email, { domain }))).toMatchObject(refused);
      const theirs: unknown = await database.query('SELECT id FROM users WHERE email = $1', [
        otherAdmin.email,
      ]);
      expect(theirs).toEqual([{ id: otherAdmin.id }]);
    });

    it('should let super-admins alone say which domain is whose, and each domain be of one tenant', async () => {
      const body = { google_sign_in: 'domain', google_domain: 'foreign-school.example' };
      const own = await addPerson(system, { name: 'schooladmin', role: 'admin' });
      for (const { client } of [otherAdmin, own]) {
        const claimed = await client.call('/tenant', { method: 'PUT', body });
        expect(claimed).toMatchObject({ status: 403, body: { code: 'request.forbidden' } });
        expect((await client.call('/tenants/other', { method: 'PUT', body })).status).toBe(403);
      }
      const taken = { ...body, google_domain: 'aurora.example' };
      for (const answer of [
        await admin.call('/tenants/other', { method: 'PUT', body: taken }),
        await admin.post('/tenants', { id: 'third', ...taken }),
      ])
        expect(answer).toMatchObject({ status: 409, body: { code: 'tenant.google-domain-taken' } });
      const given = await admin.call('/tenants/other', { method: 'PUT', body });
      expect(given).toMatchObject({ status: 200, body: { id: 'other', ...body } });
      // What does not change the domain is still the admin's own to decide.
      const later = { google_sign_in: 'off', google_domain: 'foreign-school.example' };
      expect((await otherAdmin.client.call('/tenant', { method: 'PUT', body: later })).status).toBe(200);
      const given2 = { google_sign_in: 'off', google_domain: null };
      expect((await admin.call('/tenants/other', { method: 'PUT', body: given2 })).status).toBe(200);
      expect((await admin.call('/tenants/nowhere', { method: 'PUT', body })).status).toBe(404);
    });

    it('should want the domain to be named', async () => {
      const body = { id: 'third', google_sign_in: 'domain' };
      expect(await admin.post('/tenants', body)).toMatchObject({
        status: 400,
        body: { code: 'tenant.google-domain-missing' },
      });
      const other = await otherAdmin.client.call('/tenant', { method: 'PUT', body });
      expect(other.status).toBe(400);
      const wrong = { google_domain: 'not a domain' };
      expect((await admin.call('/tenant', { method: 'PUT', body: wrong })).status).toBe(400);
      const { body: events } = await admin.get<{ events: unknown[] }>(
        '/security/events?action=tenant.update&tenant_id=school',
      );
      expect(events.events[0]).toMatchObject({
        detail: { google_sign_in: 'domain', google_domain: 'aurora.example' },
      });
      const change = (body: object) => admin.call('/tenant', { method: 'PUT', body });
      expect((await change({ google_domain: null })).status).toBe(400);
      const cleared = await change({ google_sign_in: 'members', google_domain: null });
      expect(cleared.body).toMatchObject({ google_sign_in: 'members', google_domain: null });
      expect((await change({ name: 'Aurora' })).body).toMatchObject({ google_domain: null });
      const set = await change({ google_sign_in: 'domain', google_domain: 'aurora.example' });
      expect(set.body).toMatchObject({ google_sign_in: 'domain', google_domain: 'aurora.example' });
    });
  });

  describe('in one browser', () => {
    let sub: string;

    beforeAll(async () => {
      await allow('members');
      sub = googleAccount((await addPerson(system, { name: 'browser' })).email);
    });

    const notUsable = { status: 400, code: 'connect.state-not-usable' };
    const finish = async (back: string | URL, cookie: string) =>
      (await fetch(back, { headers: { cookie }, redirect: 'manual' })).json();

    it('should not finish in another browser, nor twice', async () => {
      const mine = await consent(link(), [], { account: sub });
      const others = await consent(link(), [], { account: sub });
      expect(mine.cookie).toMatch(/^cdl_connect=/);
      expect(await finish(mine.back, '')).toMatchObject(notUsable);
      expect(await finish(mine.back, others.cookie)).toMatchObject(notUsable);
      expect(await finish(mine.back, mine.cookie)).toHaveProperty('access_token');
      expect(await finish(mine.back, mine.cookie)).toMatchObject(notUsable);
    });

    it('should not take the answer that another browser got', async () => {
      const mine = await consent(link(), [], { account: sub });
      const others = await consent(link(), [], { account: sub });
      const mixed = new URL(mine.back);
      mixed.searchParams.set('code', new URL(others.back).searchParams.get('code') ?? '');
      const answer = await finish(mixed, mine.cookie);
      expect(answer).not.toHaveProperty('access_token');
      expect((answer as { status: number }).status).toBeGreaterThanOrEqual(400);
    });

    it.each([
      ['its own words', undefined, 'tests.apps.googleusercontent.com', true],
      ['words for another attempt', 'another', 'tests.apps.googleusercontent.com', false],
      ['words for another service', undefined, 'another.apps.googleusercontent.com', false],
    ])('should check %s of Google', async (_what, otherNonce, audience, good) => {
      const { back, cookie } = await consent(link(), [], { account: sub });
      const nonce = otherNonce ?? hashSecret(cookie.replace('cdl_connect=', ''));
      const person = personBySub(system.sandbox.school, sub) ?? { sub, email: '', name: '' };
      const id_token = await system.sandbox.tokens.idToken(person, nonce, audience);
      const body = { access_token: 'ya29.x', expires_in: 60, token_type: 'Bearer', id_token };
      system.sandbox.faults.addFault({ path: '/token', status: 200, body, times: 1 });
      const answer = await finish(back, cookie);
      if (good) expect(answer).toHaveProperty('access_token');
      else expect(answer).toMatchObject(refused.body);
    });

    it('should not take it after ten minutes', async () => {
      const { back, cookie } = await consent(link(), [], { account: sub });
      await database.query(`UPDATE connect_requests SET expires_at = now() - interval '1 second'`);
      expect(await finish(back, cookie)).toMatchObject(notUsable);
    });

    it('should go on to return_to when that is ours, and to the start page without it', async () => {
      for (const [query, accept, target] of [
        ['&return_to=/queues', '*/*', `${system.origin}/queues`],
        [`&return_to=${PORTAL}/done`, 'text/html', `${PORTAL}/done`],
        ['', 'text/html', '/'],
      ] as const) {
        const { back, cookie } = await consent(link(query), [], { account: sub });
        const answer = await fetch(back, { headers: { cookie, accept }, redirect: 'manual' });
        expect([answer.status, answer.headers.get('location')]).toEqual([302, target]);
        expect(answer.headers.getSetCookie().join()).toContain('cdl_session=');
      }
      const elsewhere = await fetch(link('&return_to=https://evil.example/'), { redirect: 'manual' });
      expect(await elsewhere.json()).toMatchObject({ status: 400, code: 'connect.return-to-not-allowed' });
    });

    it.each([
      ['access_denied', 'en', 'Google sign-in was cancelled', 'Back to sign-in'],
      ['access_denied', 'pt-BR', 'Login com o Google cancelado', 'Voltar ao login'],
      ['admin_policy_enforced', 'en', 'administrator does not allow this app yet', 'Back to sign-in'],
    ])('should show who comes back with %s in %s what to do', async (error, language, ...words) => {
      const { back, cookie } = await consent(link(), [], { account: sub });
      const declined = new URL(back);
      declined.searchParams.delete('code');
      declined.searchParams.set('error', error);
      const headers = { cookie, accept: 'text/html', 'accept-language': language };
      const answer = await fetch(declined, { headers });
      expect([answer.status, answer.headers.get('content-language')]).toEqual([403, language]);
      const page = await answer.text();
      for (const part of words) expect(page).toContain(part);
      expect(page).toContain('href="/app/sign-in"');
    });

    it('should tell a program that the person came back without an identity', async () => {
      const { back, cookie } = await consent(link(), [], { account: sub });
      const declined = new URL(back);
      declined.searchParams.delete('code');
      declined.searchParams.set('error', 'access_denied');
      const answer = await fetch(declined, { headers: { cookie } });
      expect(await answer.json()).toMatchObject({
        status: 403,
        code: 'auth.google-sign-in-declined',
        reason: 'access_denied',
      });
    });

    it('should be offered to sign-in pages where it is allowed', async () => {
      const options = async (query: string) =>
        (await new Client(system.origin, '').get(`/auth/sign-in-options${query}`)).body;
      expect(await options('')).toEqual({
        google: true,
        registration: 'invitation',
        sandbox: true,
      });
      expect(await options('?tenant_id=school')).toMatchObject({ google: true });
      for (const tenant of ['other', 'nowhere'])
        expect(await options(`?tenant_id=${tenant}`)).toMatchObject({ google: false });
    });
  });
});
