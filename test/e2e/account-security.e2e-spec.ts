import { Client } from '@app/testing/client';
import { addPerson, newPerson, type Person, signIn, superAdmin } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';
import { useSystem } from '@app/testing/use-system';

interface SessionBody {
  id: string;
  current: boolean;
  ip: string;
  last_seen_ip: string;
  last_seen_at: string;
  user_agent: string | null;
}

const WRONG = 'Wrong-9-password';
const GOOD = 'correct-Horse-7-battery';

describe('the security of accounts', () => {
  const system = useSystem({ workers: 0 });
  const admin = setUp(() => superAdmin(system));
  const head = setUp(() => addPerson(system, { name: 'head', role: 'admin' }));
  const stranger = setUp(() => addPerson(system, { name: 'stranger', role: 'admin', tenant: 'other' }));
  const database = setUp(() => system.database());

  describe('passwords', () => {
    const TOO_COMMON = { status: 422, body: { code: 'user.password-too-common' } };

    it.each(['Password123', 'S3nh@2026', 'Flamengo10', 'Jacutinga-1'])(
      'should not be %s, wherever one is chosen',
      async (password) => {
        const email = 'marta@school.example';
        const names = { username: 'escolhe', email, full_name: 'Marta Jacutinga' };
        const { body } = await admin.post<{ token: string }>('/auth/invitations', { email });
        const nobody = new Client(system.origin, '');
        const registration = { ...names, password, invitation: body.token };
        expect(await nobody.post('/auth/register', registration)).toMatchObject(TOO_COMMON);
        expect(await admin.post('/users', { ...names, password })).toMatchObject(TOO_COMMON);
      },
    );

    it('should not become a common one, and say what a good one is', async () => {
      const { client, id } = await newPerson(admin, 'changeable');
      const change = await client.post<{ detail: string; hint: string }>('/auth/change-password', {
        current_password: 'Long-enough-10-Xy',
        new_password: 'Mudar@123',
      });
      expect(change).toMatchObject(TOO_COMMON);
      expect(change.body.detail).toBe('The new password is too common.');
      expect(change.body.hint).toContain('four or more unusual words');
      const put = (body: object) => admin.call(`/auth/users/${id}`, { method: 'PUT', body });
      expect(await put({ password: 'Qwerty123456' })).toMatchObject(TOO_COMMON);
      expect((await put({ password: GOOD })).status).toBe(200);
    });
  });

  const remove = (client: Client, path: string) => client.call(path, { method: 'DELETE' });

  describe('sessions', () => {
    const sessionsOf = async (client: Client, path = '/auth/sessions') =>
      (await client.get<{ sessions: SessionBody[]; total: number }>(path)).body;
    const stateOf = async ({ client, answer }: Person) => ({
      access: (await client.get('/downloads')).status,
      refresh: (await system.client().post('/auth/refresh', { refresh_token: answer.body.refresh_token }))
        .status,
    });

    it('should be shown with where, with what and when, and which is this one', async () => {
      const here = await addPerson(system, { name: 'shown' });
      await new Client(system.origin, '').post(
        '/auth/login',
        { username: 'shown', password: ADMIN.password },
        { 'user-agent': 'Tablet of the library' },
      );
      const { sessions, total } = await sessionsOf(here.client);
      expect(total).toBe(2);
      expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
      const other = sessions.find(({ current }) => !current);
      expect(other).toMatchObject({ user_agent: 'Tablet of the library', ip: '127.0.0.1' });
      expect(JSON.stringify(sessions)).not.toMatch(/token|hash/);
    });

    it('should tell when and where one was seen last, to the minute', async () => {
      const { client, id } = await addPerson(system, { name: 'seen' });
      await database.query(
        `UPDATE sessions SET last_used_at = now() - interval '2 minutes', last_ip = '203.0.113.9' WHERE user_id = $1`,
        [id],
      );
      await client.get('/downloads');
      const [session] = (await sessionsOf(client)).sessions;
      expect(session?.last_seen_ip).toBe('127.0.0.1');
      expect(Date.now() - Date.parse(session?.last_seen_at ?? '')).toBeLessThan(60_000);
    });

    it('should end one with its access and its refresh tokens at once, and no other', async () => {
      const here = await addPerson(system, { name: 'ending' });
      const there = await signIn(system.origin, 'ending', ADMIN.password);
      const other = (await sessionsOf(here.client)).sessions.find(({ current }) => !current)?.id ?? '';
      expect((await remove(here.client, `/auth/sessions/${other}`)).status).toBe(204);
      expect(await stateOf(there)).toEqual({ access: 401, refresh: 401 });
      expect((await remove(here.client, `/auth/sessions/${other}`)).body.code).toBe('session.not-found');
      expect((await sessionsOf(here.client)).total).toBe(1);
      expect(await stateOf(here)).toEqual({ access: 200, refresh: 200 });
    });

    it('should end the own one, too, and take its cookies', async () => {
      const { client } = await addPerson(system, { name: 'leaving' });
      const [own] = (await sessionsOf(client)).sessions;
      const ended = await remove(client, `/auth/sessions/${own?.id ?? ''}`);
      expect(ended.headers.getSetCookie().join()).toContain('cdl_session=;');
      expect((await client.get('/downloads')).status).toBe(401);
    });

    it("should be nobody else's to see or end but the admins' of the same tenant", async () => {
      const victim = await addPerson(system, { name: 'watched' });
      const path = `/auth/users/${victim.id}/sessions`;
      const [session] = (await sessionsOf(victim.client)).sessions;
      const id = session?.id ?? '';
      const other = await addPerson(system, { name: 'nosy' });
      expect((await remove(other.client, `/auth/sessions/${id}`)).status).toBe(404);
      expect((await other.client.get(path)).status).toBe(403);
      expect((await stranger.client.get(path)).status).toBe(404);
      expect((await remove(stranger.client, `${path}/${id}`)).status).toBe(404);
      expect((await remove(head.client, `/auth/users/${other.id}/sessions/${id}`)).status).toBe(404);
      expect((await sessionsOf(head.client, path)).sessions).toMatchObject([{ id, current: false }]);
      expect((await remove(head.client, `${path}/${id}`)).status).toBe(204);
      expect(await stateOf(victim)).toEqual({ access: 401, refresh: 401 });
      const trail = await head.client.get('/security/events?action=auth.session-end');
      expect(JSON.stringify(trail.body)).toContain(id);
    });

    it('should not be shown or ended above the own role', async () => {
      const chief = (await admin.get<{ id: string }>('/auth/profile')).body.id;
      const [session] = (await sessionsOf(admin)).sessions;
      const path = `/auth/users/${chief}/sessions`;
      expect((await head.client.get(path)).status).toBe(403);
      expect((await remove(head.client, `${path}/${session?.id ?? ''}`)).status).toBe(403);
    });
  });

  describe('lockouts', () => {
    interface Lockouts {
      lockouts: { user_id: string; place: string; network: string | null; login_attempts: number }[];
    }
    const tryWrongly = async (username: string, times: number) => {
      const nobody = new Client(system.origin, '');
      for (let tried = 0; tried < times; tried += 1)
        await nobody.post('/auth/login', { username, password: WRONG });
    };
    const lockoutsOf = async (client: Client, userId: string) =>
      (await client.get<Lockouts>('/security/lockouts')).body.lockouts.filter(
        ({ user_id: id }) => id === userId,
      );

    it('should be seen and lifted by admins of the same tenant and super-admins alone', async () => {
      const { id } = await addPerson(system, { name: 'lockedout' });
      await tryWrongly('lockedout', 5);
      for (const client of [head.client, admin])
        expect(await lockoutsOf(client, id)).toMatchObject([
          { place: 'network', network: '127.0.0.1', login_attempts: 5 },
        ]);
      expect(await lockoutsOf(stranger.client, id)).toEqual([]);
      const user = await head.client.get<{ locked_until: string }>(`/auth/users/${id}`);
      expect(user.body).toMatchObject({ login_attempts: 5, last_login: expect.any(String) as string });
      expect(Date.parse(user.body.locked_until)).toBeGreaterThan(Date.now());
      expect((await remove(stranger.client, `/security/lockouts/${id}`)).status).toBe(404);
      await expect(signIn(system.origin, 'lockedout', ADMIN.password)).rejects.toThrow('auth.locked');
      expect((await remove(head.client, `/security/lockouts/${id}`)).status).toBe(204);
      await signIn(system.origin, 'lockedout', ADMIN.password);
      expect((await remove(head.client, `/security/lockouts/${id}`)).body.code).toBe('lockout.not-found');
      expect((await head.client.get(`/auth/users/${id}`)).body.locked_until).toBeNull();
      const trail = await head.client.get('/security/events?action=auth.lockout-lift');
      expect(JSON.stringify(trail.body)).toContain(id);
    });

    it('should not be shown where a few were wrong, but counted', async () => {
      const { id } = await addPerson(system, { name: 'fumbling' });
      await tryWrongly('fumbling', 2);
      expect(await lockoutsOf(head.client, id)).toEqual([]);
      const { body } = await head.client.get<{ users: object[] }>('/auth/users?q=fumbling');
      expect(body.users).toMatchObject([{ login_attempts: 2, locked_until: null }]);
    });

    it('should not be lifted by the person, who could guess on without end, nor above the own role', async () => {
      await tryWrongly('head', 5);
      expect((await remove(head.client, `/security/lockouts/${head.id}`)).status).toBe(403);
      const chief = (await admin.get<{ id: string }>('/auth/profile')).body.id;
      expect((await remove(head.client, `/security/lockouts/${chief}`)).status).toBe(403);
    });
  });

  describe('a password that an admin set', () => {
    const FIRST = 'Given-by-an-admin-1';
    const REQUIRED = { status: 403, body: { code: 'auth.password-change-required' } };
    const added = async (username: string) => {
      const email = `${username}@school.example`;
      const { body } = await head.client.post('/users', { username, email, password: FIRST });
      expect(body.must_change_password).toBe(true);
      return signIn(system.origin, username, FIRST);
    };

    it('should be changed before anything else, which everybody is told', async () => {
      const { client, answer } = await added('newcomer');
      expect(answer.body.user).toMatchObject({ must_change_password: true });
      for (const path of ['/downloads', '/credentials', '/courses?credential_id=1', '/auth/sessions'])
        expect(await client.get(path)).toMatchObject(REQUIRED);
      expect(await client.call('/auth/profile', { method: 'PUT', body: {} })).toMatchObject(REQUIRED);
      expect((await client.get<{ hint: string }>('/downloads')).body.hint).toContain('change-password');
      expect((await client.get('/auth/profile')).status).toBe(200);
      const { refresh_token } = answer.body;
      const refreshed = await client.post<{ access_token: string }>('/auth/refresh', { refresh_token });
      const renewed = new Client(system.origin, refreshed.body.access_token);
      expect(await renewed.get('/downloads')).toMatchObject(REQUIRED);
      expect((await renewed.post('/auth/logout')).status).toBe(204);
    });

    it('should be changed into another one, after which everything opens', async () => {
      const { client } = await added('obedient');
      const change = (new_password: string) =>
        client.post<{ access_token: string }>('/auth/change-password', {
          current_password: FIRST,
          new_password,
        });
      expect((await change(FIRST)).body).toMatchObject({ code: 'user.password-too-easy' });
      const changed = await change(GOOD);
      expect(changed).toMatchObject({ status: 200, body: { user: { must_change_password: false } } });
      expect((await new Client(system.origin, changed.body.access_token).get('/downloads')).status).toBe(200);
      expect((await client.get('/downloads')).status).toBe(401);
    });

    it('should be changed again when an admin sets it again', async () => {
      const { id } = await newPerson(head.client, 'forgetting');
      const put = await head.client.call(`/auth/users/${id}`, { method: 'PUT', body: { password: FIRST } });
      expect(put.body.must_change_password).toBe(true);
      const { client } = await signIn(system.origin, 'forgetting', FIRST);
      expect(await client.get('/downloads')).toMatchObject(REQUIRED);
    });

    it("should not be an admin's own: a session that was taken over would do to keep them out", async () => {
      const path = `/auth/users/${head.id}`;
      const { status, body } = await head.client.call(path, { method: 'PUT', body: { password: GOOD } });
      expect({ status, body }).toMatchObject({ status: 409, body: { code: 'user.own-account' } });
    });
  });
});
