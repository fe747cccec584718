import { codeOf, enrolSecondFactor } from '@app/testing/authenticator';
import { Client, consent } from '@app/testing/client';
import { addPerson, type Person, signIn, type SignedInBody } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';
import { useSystem } from '@app/testing/use-system';

interface Required {
  code: string;
  challenge: string;
  expires_in: number;
}

interface Enrolled extends Person {
  secret: string;
  recoveryCodes: string[];
}

describe('the second factor', () => {
  const system = useSystem({ workers: 0 });
  const nobody = setUp(() => new Client(system.origin, ''));
  const database = setUp(() => system.database());
  const head = setUp(() => addPerson(system, { name: 'head', role: 'admin' }));
  const stranger = setUp(() => addPerson(system, { name: 'stranger', role: 'admin', tenant: 'other' }));

  const login = (username: string) =>
    nobody.post<Required>('/auth/login', { username, password: ADMIN.password });
  const verify = (challenge: string, proof: object) =>
    nobody.post<SignedInBody & { code: string }>('/auth/second-factor/verify', { challenge, ...proof });
  const begin = (client: Client, current_password: string = ADMIN.password) =>
    client.post<{ secret: string; otpauth_uri: string; qr_svg: string; code: string }>(
      '/auth/second-factor',
      {
        current_password,
      },
    );
  const confirm = (client: Client, code: string) =>
    client.post<{ recovery_codes: string[]; code: string }>('/auth/second-factor/confirm', { code });
  const enrol = async (person: Person): Promise<Enrolled> => ({
    ...person,
    ...(await enrolSecondFactor(person.client)),
  });
  const enrolled = async (name: string, role: 'user' | 'admin' = 'user') =>
    enrol(await addPerson(system, { name, role }));
  const trail = async (action: string) =>
    JSON.stringify((await head.client.get(`/security/events?action=${action}&page_size=200`)).body);

  describe('adding one', () => {
    it('should want the password, show a secret and a picture, and count once a code was shown', async () => {
      const person = await addPerson(system, { name: 'adding' });
      expect((await person.client.post('/auth/second-factor', {})).status).toBe(403);
      expect((await begin(person.client, 'Wrong-9-password')).body.code).toBe('user.current-password-wrong');
      const { body } = await begin(person.client);
      expect(body.otpauth_uri).toContain(`secret=${body.secret}`);
      expect(body.qr_svg).toMatch(/^<svg .*<\/svg>$/s);
      expect((await login('adding')).status).toBe(200);
      expect((await confirm(person.client, '000000')).status).toBe(403);
      const elsewhere = await signIn(system.origin, 'adding', ADMIN.password);
      const { body: confirmed } = await confirm(person.client, codeOf(body.secret));
      expect(confirmed.recovery_codes).toHaveLength(10);
      expect((await login('adding')).body.code).toBe('auth.second-factor-required');
      expect((await person.client.get('/auth/second-factor')).body).toMatchObject({
        enabled: true,
        recovery_codes_left: 10,
      });
      expect((await elsewhere.client.get('/downloads')).status).toBe(401);
      expect((await begin(person.client)).body.code).toBe('second-factor.enrolled');
      expect(await trail('user.second-factor-enrol')).toContain(person.id);
    });

    it('should keep neither the secret nor the codes in readable form', async () => {
      const { secret, recoveryCodes } = await enrolled('hidden');
      const rows: { text: string }[] = await database.query(
        'SELECT f::text AS text FROM second_factors f UNION ALL SELECT r::text FROM recovery_codes r',
      );
      for (const hidden of [
        secret,
        ...recoveryCodes,
        ...recoveryCodes.map((code) => code.replaceAll('-', '')),
      ])
        expect(rows.some(({ text }) => text.includes(hidden))).toBe(false);
      expect(system.log.text).not.toContain(secret);
    });

    it('should bind the secret to the person: moved to another row it opens nothing', async () => {
      const [mine, theirs] = [await enrolled('mover'), await enrolled('moved')];
      await database.query(
        'UPDATE second_factors SET secret = (SELECT secret FROM second_factors WHERE user_id = $1) WHERE user_id = $2',
        [mine.id, theirs.id],
      );
      const { challenge } = (await login('moved')).body;
      expect((await verify(challenge, { code: codeOf(mine.secret, 1) })).status).toBe(500);
    });

    it('should be confirmed by one of two at once', async () => {
      const { client } = await addPerson(system, { name: 'twice' });
      const { secret } = (await begin(client)).body;
      const code = codeOf(secret);
      const answers = await Promise.all([1, 2, 3, 4].map(() => confirm(client, code)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    });
  });

  describe('signing in', () => {
    it('should open a session only with a code, also by the password form of OAuth 2', async () => {
      const { secret } = await enrolled('coded');
      const asked = await login('coded');
      expect(asked).toMatchObject({
        status: 403,
        body: { code: 'auth.second-factor-required', expires_in: 300 },
      });
      expect(asked.headers.getSetCookie()).toEqual([]);
      expect(JSON.stringify(asked.body)).not.toContain('access_token');
      const form = await fetch(`${system.origin}/auth/token`, {
        method: 'POST',
        body: new URLSearchParams({ username: 'coded', password: ADMIN.password }),
      });
      expect(form.status).toBe(403);
      const { challenge } = (await form.json()) as Required;
      const passed = await verify(challenge, { code: codeOf(secret, 1) });
      expect(passed.status).toBe(200);
      expect(passed.headers.getSetCookie().join()).toContain('cdl_session=');
      expect((await new Client(system.origin, passed.body.access_token).get('/downloads')).status).toBe(200);
      expect(await trail('auth.sign-in')).toContain('"second_factor":"code"');
    });

    it('should take a code once, also of two that come together, and a challenge once', async () => {
      const { secret, id } = await enrolled('replayed');
      // As if that was a while ago, for two codes are needed now.
      await database.query('UPDATE second_factors SET last_step = last_step - 1 WHERE user_id = $1', [id]);
      const challenges = [(await login('replayed')).body.challenge, (await login('replayed')).body.challenge];
      const code = codeOf(secret);
      const answers = await Promise.all(challenges.map((challenge) => verify(challenge, { code })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
      const used = challenges[answers.findIndex(({ status }) => status === 200)] ?? '';
      expect((await verify(used, { code: codeOf(secret, 1) })).body.code).toBe('auth.challenge-over');
      const { challenge } = (await login('replayed')).body;
      expect((await verify(challenge, { code })).body.code).toBe('auth.second-factor-refused');
      expect((await verify(challenge, { code: codeOf(secret, 1) })).status).toBe(200);
    });

    it('should take each recovery code once', async () => {
      const { recoveryCodes } = await enrolled('recovering');
      const [recovery_code = ''] = recoveryCodes;
      const challenges = [
        (await login('recovering')).body.challenge,
        (await login('recovering')).body.challenge,
      ];
      const answers = await Promise.all(challenges.map((challenge) => verify(challenge, { recovery_code })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
      const { access_token: token } = answers.find(({ status }) => status === 200)!.body;
      const state = await new Client(system.origin, token).get('/auth/second-factor');
      expect(state.body.recovery_codes_left).toBe(9);
      const { challenge } = (await login('recovering')).body;
      expect((await verify(challenge, { recovery_code })).status).toBe(401);
    });

    it("should not take another person's code, an old challenge, or one after a new password", async () => {
      const [one, other] = [await enrolled('oneperson'), await enrolled('otherperson')];
      const asked = (await login('oneperson')).body.challenge;
      expect((await verify(asked, { code: codeOf(other.secret, 1) })).status).toBe(401);
      expect((await verify(asked, { recovery_code: other.recoveryCodes[0] })).status).toBe(401);
      await database.query(`UPDATE sign_in_challenges SET expires_at = now() WHERE user_id = $1`, [one.id]);
      expect((await verify(asked, { code: codeOf(one.secret, 1) })).body.code).toBe('auth.challenge-over');
      const again = (await login('oneperson')).body.challenge;
      const body = { password: 'correct-Horse-7-battery' };
      await head.client.call(`/auth/users/${one.id}`, { method: 'PUT', body });
      expect((await verify(again, { code: codeOf(one.secret, 1) })).body.code).toBe('auth.challenge-over');
    });

    it('should lock after five wrong codes, also many at once and from new challenges, until an admin lifts it', async () => {
      const { id, secret } = await enrolled('guessed');
      const { challenge } = (await login('guessed')).body;
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => verify(challenge, { code: '000000' })),
      );
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
      const next = (await login('guessed')).body.challenge;
      expect((await verify(next, { code: codeOf(secret, 1) })).status).toBe(429);
      const { body } = await head.client.get<{ lockouts: object[] }>('/security/lockouts');
      expect(body.lockouts).toContainEqual(expect.objectContaining({ user_id: id, place: 'second-factor' }));
      await head.client.call(`/security/lockouts/${id}`, { method: 'DELETE' });
      expect((await verify(next, { code: codeOf(secret, 1) })).status).toBe(200);
    });
  });

  describe('taking it away', () => {
    it('should want the password and a code', async () => {
      const { client, secret, id } = await enrolled('removing');
      const remove = (body: object) => client.post<{ code: string }>('/auth/second-factor/remove', body);
      const current_password = ADMIN.password;
      expect((await remove({ code: codeOf(secret, 1) })).body.code).toBe('user.current-password-wrong');
      expect((await remove({ current_password })).status).toBe(400);
      expect((await remove({ current_password, code: '000000' })).body.code).toBe('second-factor.code-wrong');
      expect((await remove({ current_password, code: codeOf(secret, 1) })).status).toBe(204);
      expect((await login('removing')).status).toBe(200);
      expect(await trail('user.second-factor-remove')).toContain(id);
    });

    it('should be done by an admin of the same tenant for who has lost it, but not for themselves', async () => {
      const { id } = await enrolled('losing');
      const boss = await enrolled('boss', 'admin');
      const reset = (client: Client, userId: string) =>
        client.call(`/auth/users/${userId}/second-factor`, { method: 'DELETE' });
      expect((await reset(stranger.client, id)).status).toBe(404);
      expect((await reset(boss.client, boss.id)).status).toBe(403);
      expect((await reset(head.client, id)).status).toBe(204);
      expect((await reset(head.client, id)).body.code).toBe('second-factor.not-found');
      expect((await login('losing')).status).toBe(200);
      expect(await trail('user.second-factor-reset')).toContain(id);
    });
  });

  describe('where the tenant demands it of its admins', () => {
    const demand = (value: boolean) =>
      database.query(`UPDATE tenants SET require_second_factor_for_admins = $1 WHERE id = 'school'`, [value]);

    it('should be set by admins in their own tenant', async () => {
      const body = { require_second_factor_for_admins: true };
      const set = await stranger.client.call('/tenant', { method: 'PUT', body });
      expect(set.body).toMatchObject(body);
      expect((await stranger.client.get('/tenant')).body.code).toBe('auth.second-factor-enrolment-required');
      expect((await head.client.get('/tenant')).body.require_second_factor_for_admins).toBe(false);
    });

    it('should let admins without one do nothing but add it, and others be', async () => {
      const admin = await addPerson(system, { name: 'bareadmin', role: 'admin' });
      const user = await addPerson(system, { name: 'bareuser' });
      await demand(true);
      try {
        for (const path of ['/downloads', '/auth/users', '/security/events', '/auth/sessions'])
          expect(await admin.client.get(path)).toMatchObject({
            status: 403,
            body: { code: 'auth.second-factor-enrolment-required' },
          });
        expect((await admin.client.get('/auth/profile')).status).toBe(200);
        expect((await user.client.get('/downloads')).status).toBe(200);
        await enrol(admin);
        expect((await admin.client.get('/auth/users')).status).toBe(200);
        await database.query('UPDATE sessions SET second_factor = false WHERE user_id = $1', [admin.id]);
        expect((await admin.client.get('/auth/users')).status).toBe(401);
      } finally {
        await demand(false);
      }
    });

    it('should stay with a session whose password is changed', async () => {
      const admin = await enrolled('changing', 'admin');
      await demand(true);
      try {
        const changed = await admin.client.post<SignedInBody>('/auth/change-password', {
          current_password: ADMIN.password,
          new_password: 'correct-Horse-7-battery',
        });
        const client = new Client(system.origin, changed.body.access_token);
        expect((await client.get('/auth/users')).status).toBe(200);
      } finally {
        await demand(false);
      }
    });
  });

  describe('after a sign-in with Google', () => {
    /** Through Google's page and back, as this address. */
    const come = async (email: string, headers: Record<string, string> = {}) => {
      const sub = `second-factor-${email}`;
      if (!system.sandbox.school.people.some((person) => person.sub === sub))
        system.sandbox.school.people.push({ sub, email, name: 'Somebody', domain: email.split('@')[1] });
      const url = `${system.origin}/auth/google/sign-in?tenant_id=school`;
      const { back, cookie } = await consent(url, [], { account: sub });
      return fetch(back, { headers: { cookie, ...headers }, redirect: 'manual' });
    };

    beforeAll(async () => {
      await database.query(
        `UPDATE tenants SET google_sign_in = 'domain', google_domain = 'school.example' WHERE id = 'school'`,
      );
    });

    it("should be asked of admins where the tenant demands it, and else be left to Google's own", async () => {
      const admin = await enrolled('googleadmin', 'admin');
      const user = await enrolled('googleuser');
      expect((await come(admin.email)).status).toBe(200);
      await database.query(`UPDATE tenants SET require_second_factor_for_admins = true WHERE id = 'school'`);
      try {
        expect((await come(user.email)).status).toBe(200);
        const asked = await come(admin.email);
        expect(asked.headers.getSetCookie().join()).not.toMatch(/cdl_session=[^;]/);
        const { challenge, code } = (await asked.json()) as Required;
        expect(code).toBe('auth.second-factor-required');
        expect((await verify(challenge, { code: codeOf(admin.secret, 1) })).status).toBe(200);
        const led = await come(admin.email, { accept: 'text/html' });
        expect(led.status).toBe(302);
        expect(led.headers.get('location')).toMatch(/^\/app\/sign-in#challenge=[\w-]{43}$/);
      } finally {
        await database.query(
          `UPDATE tenants SET require_second_factor_for_admins = false WHERE id = 'school'`,
        );
      }
    });

    it('should be added without a password, which nobody may know, while the sign-in is fresh', async () => {
      const { email, id } = await addPerson(system, { name: 'passwordless' });
      const { access_token: token } = (await (await come(email)).json()) as SignedInBody;
      const client = new Client(system.origin, token);
      await database.query(
        `UPDATE sessions SET created_at = now() - interval '11 minutes' WHERE user_id = $1`,
        [id],
      );
      expect((await client.post('/auth/second-factor', {})).status).toBe(403);
      await database.query('UPDATE sessions SET created_at = now() WHERE user_id = $1', [id]);
      expect((await client.post('/auth/second-factor', {})).status).toBe(200);
    });
  });
});
