import { Client } from '@app/testing/client';
import { newPerson, signIn, type SignedInBody, superAdmin } from '@app/testing/people';
import { preview } from '@app/testing/preview';
import { setUp } from '@app/testing/set-up';
import { ADMIN, TestSystem } from '@app/testing/system';
import { useSystem } from '@app/testing/use-system';

const PASSWORD = 'correct-Horse-7-battery';

interface InvitationBody {
  id: string;
  token: string;
  email: string;
  tenant_id: string;
}

interface UserList {
  users: { id: string; tenant_id: string }[];
  total: number;
}

interface Problem {
  code: string;
  errors?: { field: string; message: string }[];
}

describe('accounts', () => {
  const system = useSystem({ workers: 0 });
  const nobody = setUp(() => new Client(system.origin, ''));
  const admin = setUp(() => superAdmin(system));
  const database = setUp(() => system.database());

  const person = (username: string) => ({
    username,
    email: `${username}@school.example`,
    full_name: 'Maria Lima',
    password: PASSWORD,
  });

  const invite = async (email: string, more: object = {}) =>
    (await admin.post<InvitationBody>('/auth/invitations', { email, ...more })).body;

  describe('invitations', () => {
    it('should let the invited person in once, in the tenant and role of the invitation', async () => {
      const input = person('invited1');
      const { token, ...invitation } = await invite(input.email, { role: 'admin' });
      const made = await nobody.post('/auth/register', { ...input, invitation: token });
      expect(made).toMatchObject({
        status: 201,
        body: { username: 'invited1', tenant_id: 'school', role: 'admin', is_active: true },
      });
      expect(made.headers.get('location')).toBe('/api/v1/auth/profile');
      const again = await nobody.post('/auth/register', { ...person('invited2'), invitation: token });
      expect(again).toMatchObject({ status: 410, body: { code: 'auth.invitation-not-usable' } });
      await signIn(system.origin, 'invited1', PASSWORD);
      expect((await admin.delete(`/auth/invitations/${invitation.id}`)).status).toBe(404);
    });

    it('should let in exactly one of many who use an invitation at once', async () => {
      const { token, email } = await invite('together@school.example');
      const answers = await Promise.all(
        ['one', 'two', 'three', 'four'].map((name) =>
          nobody.post('/auth/register', { ...person(`together${name}`), email, invitation: token }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 410, 410, 410]);
    });

    it('should not burn an invitation when the user name is taken', async () => {
      const input = person('unburnt');
      const { token } = await invite(input.email);
      const taken = await nobody.post('/auth/register', { ...input, username: 'admin', invitation: token });
      expect(taken).toMatchObject({ status: 409, body: { code: 'user.taken' } });
      expect((await nobody.post('/auth/register', { ...input, invitation: token })).status).toBe(201);
    });

    it('should refuse an invitation that is expired, withdrawn, replaced or for another address', async () => {
      const register = (input: object, invitation: string) =>
        nobody.post('/auth/register', { ...person('never'), ...input, invitation });
      const expired = await invite('expired@school.example');
      await database.query(
        `UPDATE invitations SET expires_at = now() - interval '1 second' WHERE email = 'expired@school.example'`,
      );
      expect((await register({ email: expired.email }, expired.token)).status).toBe(410);
      const withdrawn = await invite('withdrawn@school.example');
      expect((await admin.delete(`/auth/invitations/${withdrawn.id}`)).status).toBe(204);
      expect((await register({ email: withdrawn.email }, withdrawn.token)).status).toBe(410);
      const replaced = await invite('replaced@school.example');
      await invite('replaced@school.example');
      expect((await register({ email: replaced.email }, replaced.token)).status).toBe(410);
      const others = await invite('others@school.example');
      expect((await register({ email: 'me@school.example' }, others.token)).status).toBe(410);
    });

    it('should show a token once and keep only its hash', async () => {
      const { token, id } = await invite('hashed@school.example');
      const list = await admin.get<{ invitations: InvitationBody[]; total: number }>('/auth/invitations');
      expect(list.body.invitations.map((one) => one.id)).toContain(id);
      expect(JSON.stringify(list.body)).not.toContain(token);
      const rows: { text: string }[] = await database.query('SELECT i::text AS text FROM invitations i');
      expect(rows.some(({ text }) => text.includes(token))).toBe(false);
      expect(system.log.text).not.toContain(token);
    });
  });

  describe('registering', () => {
    it('should need an invitation unless it is open', async () => {
      const answer = await nobody.post('/auth/register', person('uninvited'));
      expect(answer).toMatchObject({ status: 403, body: { code: 'auth.registration-closed' } });
    });

    it('should put everybody into the default tenant as a user where it is open', async () => {
      const app = await system.startApi({ REGISTRATION_MODE: 'open' });
      const open = new Client((await app.getUrl()).replace('[::1]', '127.0.0.1'), '');
      const { status, body } = await open.post('/auth/register', person('opened'));
      expect({ status, body }).toMatchObject({ status: 201, body: { tenant_id: 'school', role: 'user' } });
      const taken = await open.post('/auth/register', { ...person('Opened'), email: 'x@school.example' });
      expect(taken).toMatchObject({ status: 409, body: { code: 'user.taken' } });
      const widely = await open.post('/auth/register', {
        ...person('ｏｐｅｎｅｄ'),
        email: 'y@school.example',
      });
      expect(widely).toMatchObject({ status: 409, body: { code: 'user.taken' } });
    });

    it('should not keep the owner of an address out that others claim', async () => {
      const app = await system.startApi({ REGISTRATION_MODE: 'open' });
      const open = new Client((await app.getUrl()).replace('[::1]', '127.0.0.1'), '');
      const email = 'claimed@school.example';
      const claim = (username: string) => open.post('/auth/register', { ...person(username), email });
      const first = await claim('claimant1');
      expect(first).toMatchObject({ status: 201, body: { email_verified_by: null } });
      expect((await claim('claimant2')).status).toBe(201);
      const asking = await newPerson(admin, 'claimant3');
      const body = { email, current_password: 'Long-enough-9-Xy' };
      await asking.client.call('/auth/profile', { method: 'PUT', body });
      expect((await signIn(system.origin, email, PASSWORD)).id).toBe(first.body.id);
      const { token } = await invite(email);
      const owner = await nobody.post('/auth/register', { ...person('owner'), email, invitation: token });
      expect(owner).toMatchObject({ status: 201, body: { email, email_verified_by: 'invitation' } });
      expect((await signIn(system.origin, email, PASSWORD)).id).toBe(owner.body.id);
      expect((await signIn(system.origin, 'claimant1', PASSWORD)).id).toBe(first.body.id);
      expect((await claim('claimant4')).body.code).toBe('user.taken');
      for (const id of [first.body.id, asking.id])
        expect((await admin.post(`/auth/users/${String(id)}/email/confirm`, { email })).body).toMatchObject({
          code: 'user.taken',
        });
    });

    it('should let nobody in where it is closed, invited or not', async () => {
      const app = await system.startApi({ REGISTRATION_MODE: 'closed' });
      const closed = new Client((await app.getUrl()).replace('[::1]', '127.0.0.1'), '');
      const input = person('closedout');
      const { token } = await invite(input.email);
      const answer = await closed.post('/auth/register', { ...input, invitation: token });
      expect(answer).toMatchObject({ status: 403, body: { code: 'auth.registration-closed' } });
    });

    it.each([
      { role: 'admin' },
      { tenant: 'other' },
      { tenant_id: 'other' },
      { is_active: true },
      { username: 'ab' },
      { username: 'x'.repeat(51) },
      { username: 'аdmin' },
      { username: 'admin\u200b' },
      { username: 'two words' },
      { email: 'not an address' },
      { email: 'mаria@school.example' },
      { full_name: '' },
      { full_name: 'x'.repeat(101) },
      { full_name: 'two\nlines' },
      { password: `Aa1${'x'.repeat(9_997)}` },
      { password: 'password123' },
      { password: 'Wrong-2026', username: 'wrong' },
      { password: 12_345_678 },
    ])('should refuse what is wrong first in %j', async (wrong) => {
      const { status, body } = await nobody.post<Problem>('/auth/register', {
        ...person('wrongs'),
        ...wrong,
      });
      expect({ status, code: body.code }).toEqual({ status: 400, code: 'request.invalid' });
      expect(body.errors?.map((error) => error.field)).toEqual([Object.keys(wrong)[0]]);
    });
  });

  describe('accounts made by an admin', () => {
    it('should need no more than e-mail address and password', async () => {
      const email = 'user.one@example.com';
      const { status, body, headers } = await admin.post('/users/', { email, password: PASSWORD });
      expect({ status, body }).toMatchObject({
        status: 201,
        body: { email, username: 'userone', role: 'user', tenant_id: 'school' },
      });
      expect(headers.get('location')).toBe(`/api/v1/auth/users/${String(body.id)}`);
      const namesake = await admin.post('/users', { email: 'user.one@school.example', password: PASSWORD });
      expect(namesake.body.username).toMatch(/^userone[0-9a-f]{6}$/);
      expect((await admin.post('/users', { email, password: PASSWORD })).status).toBe(409);
    });

    it('should not be made by others than admins, nor in a role above theirs', async () => {
      const user = await newPerson(admin, 'plainuser');
      const local = await newPerson(admin, 'localadmin', { role: 'admin' });
      const input = { email: 'nobody@school.example', password: PASSWORD };
      expect((await user.client.post('/users', input)).status).toBe(403);
      expect((await system.client().post('/users', input)).status).toBe(403);
      expect((await nobody.post('/users', input)).body).toMatchObject({ code: 'auth.registration-closed' });
      expect((await local.client.post('/users', { ...input, role: 'super_admin' })).status).toBe(403);
      expect((await local.client.post('/users', { ...input, tenant_id: 'other' })).status).toBe(403);
      expect((await admin.post('/users', { ...input, tenant_id: 'nowhere' })).status).toBe(404);
      expect((await admin.post('/users', { ...input, tenant_id: 'other' })).body.tenant_id).toBe('other');
    });
  });

  describe('the own account', () => {
    it('should be shown and changed', async () => {
      const { client, id } = await newPerson(admin, 'profiled');
      expect(await client.get('/auth/profile')).toMatchObject({
        status: 200,
        body: { id, username: 'profiled', role: 'user', tenant_id: 'school', is_active: true },
      });
      const change = (body: object) => client.call('/auth/profile', { method: 'PUT', body });
      expect((await change({ full_name: 'João da Silva' })).body.full_name).toBe('João da Silva');
      expect((await change({ role: 'admin' })).body).toMatchObject({ code: 'request.invalid' });
      expect((await system.client().get('/auth/profile')).status).toBe(403);
    });

    it('should ask for another address with the password, and have it when an admin confirms it', async () => {
      const { client, id, email } = await newPerson(admin, 'moving');
      const current_password = 'Long-enough-6-Xy';
      const change = (body: object) => client.call('/auth/profile', { method: 'PUT', body });
      const decide = (word: string, address: string, by = admin) =>
        by.post(`/auth/users/${id}/email/${word}`, { email: address });
      const wanted = 'NEW@school.example';
      for (const body of [{ email: wanted }, { email: wanted, current_password: 'Wrong-9-password' }])
        expect((await change(body)).body).toMatchObject({ code: 'user.current-password-wrong' });
      expect((await change({ email: ADMIN.email, current_password })).body).toMatchObject({
        code: 'user.taken',
      });
      const asked = await change({ email: wanted, current_password });
      expect(asked.body).toMatchObject({ email, pending_email: 'new@school.example' });
      const waiting = await admin.get<UserList>('/auth/users?email_unconfirmed=true&q=moving');
      expect(waiting.body.users.map((user) => user.id)).toEqual([id]);
      expect((await decide('confirm', 'new@school.example', client)).status).toBe(403);
      expect((await decide('confirm', 'other@school.example')).body.code).toBe('user.email-not-pending');
      expect((await decide('refuse', 'new@school.example')).body).toMatchObject({
        email,
        pending_email: null,
      });
      await change({ email: wanted, current_password });
      expect((await decide('confirm', 'new@school.example')).body).toMatchObject({
        email: 'new@school.example',
        email_verified_by: 'admin',
        pending_email: null,
      });
      expect((await decide('confirm', 'new@school.example')).status).toBe(409);
      for (const action of ['requested', 'refused', 'confirmed']) {
        const events = `/security/events?action=user.email-${action}`;
        expect((await admin.get(events)).body).toMatchObject({
          events: expect.arrayContaining([expect.objectContaining({ subject: id })]) as unknown,
        });
      }
    });

    it('should not change the address of an admin by the route for others', async () => {
      const local = await newPerson(admin, 'selfadmin', { role: 'admin' });
      const body = { email: 'self@school.example' };
      const own = await local.client.call(`/auth/users/${local.id}`, { method: 'PUT', body });
      expect(own).toMatchObject({ status: 409, body: { code: 'user.own-account' } });
    });

    it('should end every session when the password changes, and begin another', async () => {
      const here = await newPerson(admin, 'changing');
      const there = await signIn(system.origin, 'changing', 'Long-enough-8-Xy');
      const change = (current_password: string, new_password: string) =>
        here.client.post<SignedInBody>('/auth/change-password', { current_password, new_password });
      expect((await change('Wrong-9-password', PASSWORD)).body).toMatchObject({
        code: 'user.current-password-wrong',
      });
      expect((await change('Long-enough-8-Xy', 'Has-changing-inside-9')).body).toMatchObject({
        code: 'user.password-too-easy',
      });
      const changed = await change('Long-enough-8-Xy', PASSWORD);
      expect(changed.status).toBe(200);
      for (const { client, answer } of [here, there]) {
        expect((await client.get('/auth/profile')).status).toBe(401);
        const { refresh_token } = answer.body;
        expect((await nobody.post('/auth/refresh', { refresh_token })).status).toBe(401);
      }
      const next = new Client(system.origin, changed.body.access_token);
      expect((await next.get('/auth/profile')).status).toBe(200);
      await expect(signIn(system.origin, 'changing', 'Long-enough-8-Xy')).rejects.toThrow('sign-in-refused');
      await signIn(system.origin, 'changing', PASSWORD);
    });
  });

  describe('people as their admins see them', () => {
    const put = (client: Client, id: string, body: object) =>
      client.call(`/auth/users/${id}`, { method: 'PUT', body });

    it('should be listed a page at a time, and found', async () => {
      const { client, id } = await newPerson(admin, 'findable');
      const listed = await admin.get<UserList>('/auth/users?q=FINDABLE&role=user&is_active=true&limit=1');
      expect(listed.body).toMatchObject({ users: [{ id }], total: 1, limit: 1, offset: 0 });
      expect((await admin.get<UserList>('/auth/users?q=findable&is_active=false')).body.total).toBe(0);
      expect((await client.get('/auth/users')).status).toBe(403);
      expect((await admin.get('/auth/users?limit=0')).status).toBe(400);
      expect(JSON.stringify(listed.body)).not.toContain('argon2');
    });

    it('should be seen by the admins of their own tenant alone', async () => {
      const other = await newPerson(admin, 'otheradmin', { role: 'admin', tenant_id: 'other' });
      const { id } = await newPerson(admin, 'schoolonly');
      for (const answer of [
        await other.client.get(`/auth/users/${id}`),
        await put(other.client, id, { full_name: 'Mine' }),
        await other.client.delete(`/auth/users/${id}`),
        await admin.get('/auth/users/01890a5d-ac96-774b-bcce-b302099a8057'),
      ])
        expect(answer).toMatchObject({ status: 404, body: { code: 'user.not-found' } });
      const { users } = (await other.client.get<UserList>('/auth/users?tenant_id=school')).body;
      expect(new Set(users.map((user) => user.tenant_id))).toEqual(new Set(['other']));
      const listed = (await admin.get<UserList>('/auth/users?tenant_id=other')).body.users;
      expect(listed.map((user) => user.id)).toEqual(users.map((user) => user.id));
    });

    it('should be signed out at once when they are deactivated, and not be let in', async () => {
      const { client, id, answer } = await newPerson(admin, 'inactive');
      expect((await put(admin, id, { is_active: false })).body.is_active).toBe(false);
      expect((await client.get('/auth/profile')).status).toBe(401);
      const { refresh_token } = answer.body;
      expect((await nobody.post('/auth/refresh', { refresh_token })).status).toBe(401);
      await expect(signIn(system.origin, 'inactive', 'Long-enough-8-Xy')).rejects.toThrow('sign-in-refused');
      await put(admin, id, { is_active: true });
      expect((await client.get('/auth/profile')).status).toBe(401);
      await signIn(system.origin, 'inactive', 'Long-enough-8-Xy');
    });

    it('should be gone when they are removed, with their Google accounts', async () => {
      const { client, id } = await newPerson(admin, 'removed');
      const credential = await client.connect('ana.souza@escola-aurora.example');
      const revoked = system.sandbox.tokens.revoked.size;
      expect((await admin.delete(`/auth/users/${id}`)).status).toBe(204);
      expect((await client.get('/auth/profile')).status).toBe(401);
      expect((await admin.get(`/auth/users/${id}`)).status).toBe(404);
      expect((await admin.get(`/credentials/${String(credential)}`)).status).toBe(404);
      expect(system.sandbox.tokens.revoked.size).toBeGreaterThan(revoked);
      await newPerson(admin, 'removed');
    });

    it('should get a new password from an admin, which signs them out', async () => {
      const { client, id } = await newPerson(admin, 'forgetful');
      expect((await put(admin, id, { password: 'forgetful' })).status).toBe(400);
      expect((await put(admin, id, { password: 'My-Forgetful-1' })).status).toBe(422);
      expect((await put(admin, id, { password: PASSWORD })).status).toBe(200);
      expect((await client.get('/auth/profile')).status).toBe(401);
      await signIn(system.origin, 'forgetful', PASSWORD);
    });

    it('should not be raised above, nor touched from below', async () => {
      const local = await newPerson(admin, 'localchief', { role: 'admin' });
      const { id } = await newPerson(admin, 'raised');
      expect((await put(local.client, id, { role: 'super_admin' })).status).toBe(403);
      expect((await put(local.client, id, { role: 'admin' })).body.role).toBe('admin');
      const chief = String((await admin.get('/auth/profile')).body.id);
      expect((await put(local.client, chief, { password: PASSWORD })).status).toBe(403);
      expect((await local.client.delete(`/auth/users/${chief}`)).status).toBe(403);
    });

    it('should keep a last admin, and no admin lock themselves out', async () => {
      await database.query(`INSERT INTO tenants (id, name) VALUES ('small', 'small')`);
      const only = await newPerson(admin, 'onlyadmin', { role: 'admin', tenant_id: 'small' });
      for (const change of [{ is_active: false }, { role: 'user' }, { role: 'admin', is_active: false }])
        expect((await put(admin, only.id, change)).body).toMatchObject({ code: 'user.last-admin' });
      expect((await admin.delete(`/auth/users/${only.id}`)).body).toMatchObject({ code: 'user.last-admin' });
      for (const answer of [
        await put(only.client, only.id, { is_active: false }),
        await put(only.client, only.id, { role: 'user' }),
        await only.client.delete(`/auth/users/${only.id}`),
      ])
        expect(answer).toMatchObject({ status: 409, body: { code: 'user.own-account' } });
    });

    it('should not let two last admins remove each other at once', async () => {
      await database.query(`INSERT INTO tenants (id, name) VALUES ('duel', 'duel')`);
      const duellists = await Promise.all(
        ['duellistone', 'duellisttwo'].map((name) =>
          newPerson(admin, name, { role: 'admin', tenant_id: 'duel' }),
        ),
      );
      await Promise.all(
        duellists.map(({ client }, index) => client.delete(`/auth/users/${duellists[1 - index]?.id ?? ''}`)),
      );
      const left = await admin.get<UserList>('/auth/users?tenant_id=duel&role=admin&is_active=true');
      expect(left.body.total).toBe(1);
    });
  });

  describe('the first admin without the environment', () => {
    it('should come by a token that is written to the log once and counts once', async () => {
      const fresh = await TestSystem.start({ workers: 0, env: { ADMIN_EMAIL: '', ADMIN_PASSWORD: '' } });
      try {
        await fresh.startApi();
        const tokens = [...fresh.log.text.matchAll(/setup token ([\w-]{43}) /g)].map(([, token]) => token);
        expect(tokens).toHaveLength(1);
        const anybody = new Client(fresh.origin, '');
        const setUp = (name: string, token?: string) =>
          anybody.post('/auth/setup', { ...person(name), token });
        const wrong = await setUp('wrongtoken', 'x'.repeat(43));
        expect(wrong.body.code).toBe('auth.set-up-not-possible');
        await preview(fresh.origin, tokens[0] ?? '');
        const answers = await Promise.all(['firstone', 'secondone'].map((name) => setUp(name, tokens[0])));
        expect(answers.map(({ status }) => status).sort()).toEqual([201, 403]);
        const first = answers.find(({ status }) => status === 201)?.body;
        expect(first).toMatchObject({ role: 'super_admin', tenant_id: 'school' });
        await signIn(fresh.origin, String(first?.username), PASSWORD);
        expect((await setUp('third', tokens[0])).status).toBe(403);
      } finally {
        await fresh.close();
      }
    });

    it('should not be offered where there is one', () => {
      expect(system.log.text).not.toContain('setup token');
    });
  });
});
