import { DataSource } from 'typeorm';
import { Client } from '../support/client';
import { newPerson, signIn } from '../support/people';
import { ADMIN, TestSystem } from '../support/system';

const PASSWORD = 'correct-Horse-7-battery';

interface InvitationBody {
  id: string;
  token: string;
  email: string;
  tenant_id: string;
}

interface Problem {
  code: string;
  errors?: { field: string; message: string }[];
}

describe('accounts', () => {
  let system: TestSystem;
  let nobody: Client;
  let admin: Client;
  let database: DataSource;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: 0 });
    nobody = new Client(system.origin, '');
    admin = (await signIn(system.origin, ADMIN.email, ADMIN.password)).client;
    database = await new DataSource({ type: 'postgres', url: system.databaseUrl }).initialize();
    system.onClose(() => database.destroy());
  });

  afterAll(() => system.close());

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
      const wish = person('invited1');
      const { token, ...invitation } = await invite(wish.email, { role: 'admin' });
      const made = await nobody.post('/auth/register', { ...wish, invitation: token });
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
      const wish = person('unburnt');
      const { token } = await invite(wish.email);
      const taken = await nobody.post('/auth/register', { ...wish, username: 'admin', invitation: token });
      expect(taken).toMatchObject({ status: 409, body: { code: 'user.taken' } });
      expect((await nobody.post('/auth/register', { ...wish, invitation: token })).status).toBe(201);
    });

    it('should refuse an invitation that is expired, withdrawn, replaced or for another address', async () => {
      const register = (wish: object, invitation: string) =>
        nobody.post('/auth/register', { ...person('never'), ...wish, invitation });
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

    it('should let nobody in where it is closed, invited or not', async () => {
      const app = await system.startApi({ REGISTRATION_MODE: 'closed' });
      const closed = new Client((await app.getUrl()).replace('[::1]', '127.0.0.1'), '');
      const wish = person('closedout');
      const { token } = await invite(wish.email);
      const answer = await closed.post('/auth/register', { ...wish, invitation: token });
      expect(answer).toMatchObject({ status: 403, body: { code: 'auth.registration-closed' } });
    });

    it.each([
      ['role', { role: 'admin' }],
      ['tenant', { tenant: 'other' }],
      ['tenant_id', { tenant_id: 'other' }],
      ['is_active', { is_active: true }],
      ['username', { username: 'ab' }],
      ['username', { username: 'x'.repeat(51) }],
      ['username', { username: 'аdmin' }],
      ['username', { username: 'admin\u200b' }],
      ['username', { username: 'two words' }],
      ['email', { email: 'not an address' }],
      ['email', { email: 'mаria@school.example' }],
      ['full_name', { full_name: '' }],
      ['full_name', { full_name: 'x'.repeat(101) }],
      ['full_name', { full_name: 'two\nlines' }],
      ['password', { password: `Aa1${'x'.repeat(9_997)}` }],
      ['password', { password: 'password123' }],
      ['password', { password: 'Password123' }],
      ['password', { password: 'Wrong-2026', username: 'wrong' }],
      ['password', { password: 12_345_678 }],
    ])('should refuse a wrong %s: %j', async (field, wrong) => {
      const { status, body } = await nobody.post<Problem>('/auth/register', {
        ...person('wrongs'),
        ...wrong,
      });
      expect({ status, code: body.code }).toEqual({ status: 400, code: 'request.invalid' });
      expect(body.errors?.map((error) => error.field)).toEqual([field]);
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
      const wish = { email: 'nobody@school.example', password: PASSWORD };
      expect((await user.client.post('/users', wish)).status).toBe(403);
      expect((await system.client().post('/users', wish)).status).toBe(403);
      expect((await nobody.post('/users', wish)).status).toBe(401);
      expect((await local.client.post('/users', { ...wish, role: 'super_admin' })).status).toBe(403);
      expect((await local.client.post('/users', { ...wish, tenant_id: 'other' })).status).toBe(403);
      expect((await admin.post('/users', { ...wish, tenant_id: 'nowhere' })).status).toBe(404);
      expect((await admin.post('/users', { ...wish, tenant_id: 'other' })).body.tenant_id).toBe('other');
    });
  });
});
