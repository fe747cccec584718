import { Client } from '@app/testing/client';
import { codeOf, enrolSecondFactor } from '@app/testing/authenticator';
import { addPerson, superAdmin } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const OTHER = 'correct-Horse-7-battery';

describe('what happens to an account while a request about it runs', () => {
  const system = useSystem({ workers: 0 });
  const admin = setUp(() => superAdmin(system));
  const database = setUp(() => system.database());

  const waiting = (): Promise<unknown[]> =>
    database.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
  /** Does `request` up to where it waits for what `hold` has taken, then `meanwhile`, and then the rest of it. */
  const interrupted = async <T>(
    hold: string,
    request: () => Promise<T>,
    meanwhile: (sql: (text: string, values?: unknown[]) => Promise<unknown>) => Promise<unknown>,
  ): Promise<T> => {
    const runner = database.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(hold);
      const running = request();
      await until(async () => (await waiting()).length > 0);
      await meanwhile((text, values) => runner.query(text, values));
      await runner.commitTransaction();
      return await running;
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      await runner.release();
    }
  };
  /** No password is tried. */
  const TRIES = 'LOCK TABLE sign_in_attempts IN EXCLUSIVE MODE';
  const rowsOf = (...ids: string[]) =>
    `SELECT FROM users WHERE id IN (${ids.map((id) => `'${id}'`).join()}) ORDER BY id FOR UPDATE`;
  const change = (id: string, body: object, by = admin) =>
    by.call(`/auth/users/${id}`, { method: 'PUT', body });
  const signIn = (username: string, password: string = ADMIN.password) =>
    new Client(system.origin, '').post<{ challenge?: string; code?: string }>('/auth/login', {
      username,
      password,
    });
  const countSessions = async (id: string) => {
    const [{ count }] = await database.query<[{ count: number }]>(
      'SELECT count(*)::int AS count FROM sessions WHERE user_id = $1 AND ended_at IS NULL',
      [id],
    );
    return count;
  };

  // What tells passwords that others would guess takes a while to begin, and nobody is to wait for it behind a lock.
  beforeAll(async () => {
    const { id } = await addPerson(system, { name: 'nobody' });
    await change(id, { password: OTHER });
  });

  describe('a sign-in', () => {
    it('should not begin with a password that an admin has replaced meanwhile', async () => {
      const { id } = await addPerson(system, { name: 'replaced' });
      const answer = await interrupted(
        TRIES,
        () => signIn('replaced'),
        async () => expect((await change(id, { password: OTHER })).status).toBe(200),
      );
      expect(answer).toMatchObject({ status: 401, body: { code: 'auth.sign-in-refused' } });
      expect(await countSessions(id)).toBe(0);
      expect((await signIn('replaced', OTHER)).status).toBe(200);
    });

    it('should not ask for the code of who showed a password that was replaced meanwhile', async () => {
      const { id, client } = await addPerson(system, { name: 'coded' });
      await enrolSecondFactor(client);
      const answer = await interrupted(
        TRIES,
        () => signIn('coded'),
        async () => expect((await change(id, { password: OTHER })).status).toBe(200),
      );
      expect(answer).toMatchObject({ status: 401, body: { code: 'auth.sign-in-refused' } });
      expect(await database.query('SELECT FROM sign_in_challenges WHERE user_id = $1', [id])).toEqual([]);
    });

    it('should leave no session of who was deactivated meanwhile, for the day they are let in again', async () => {
      const { id } = await addPerson(system, { name: 'deactivated' });
      const answer = await interrupted(
        TRIES,
        () => signIn('deactivated'),
        async () => expect((await change(id, { is_active: false })).status).toBe(200),
      );
      expect(answer.status).toBe(401);
      expect(await countSessions(id)).toBe(0);
    });

    it('should ask for the code of an app that was added meanwhile', async () => {
      const { id, client } = await addPerson(system, { name: 'enrolled' });
      const begun = await client.post<{ secret: string }>('/auth/second-factor', {
        current_password: ADMIN.password,
      });
      const code = codeOf(begun.body.secret);
      const answer = await interrupted(
        TRIES,
        () => signIn('enrolled'),
        async () => expect((await client.post('/auth/second-factor/confirm', { code })).status).toBe(200),
      );
      expect(answer).toMatchObject({ status: 403, body: { code: 'auth.second-factor-required' } });
      expect(await countSessions(id)).toBe(1);
    });

    it('should end with all others when it began a moment before the password was replaced', async () => {
      const { id } = await addPerson(system, { name: 'before' });
      await Promise.all([
        signIn('before'),
        ...[1, 2, 3].map(() => signIn('before')),
        change(id, { password: OTHER }),
      ]);
      expect(await countSessions(id)).toBe(0);
    });
  });

  it('should not take back the password that an admin has set meanwhile, nor begin a session with it', async () => {
    const { id, client } = await addPerson(system, { name: 'changing' });
    const next = 'another-Horse-8-battery';
    const answer = await interrupted(
      rowsOf(id),
      () => client.post('/auth/change-password', { current_password: ADMIN.password, new_password: next }),
      (sql) => sql(`UPDATE users SET password_hash = 'of the admin' WHERE id = $1`, [id]),
    );
    expect(answer).toMatchObject({ status: 403, body: { code: 'user.current-password-wrong' } });
    expect((await signIn('changing', next)).status).toBe(401);
  });

  it('should not give a tenant back what a super-admin has taken from it meanwhile', async () => {
    const head = await addPerson(system, { name: 'keeper', role: 'admin' });
    await database.query(
      `UPDATE tenants SET quota_bytes = 1000, google_domain = 'old.example' WHERE id = 'school'`,
    );
    const answer = await interrupted(
      `SELECT FROM tenants WHERE id = 'school' FOR UPDATE`,
      () =>
        head.client.call('/tenant', {
          method: 'PUT',
          body: { name: 'School', quota_bytes: 1000, google_domain: 'old.example' },
        }),
      (sql) => sql(`UPDATE tenants SET quota_bytes = 10, google_domain = NULL WHERE id = 'school'`),
    );
    expect(answer).toMatchObject({ status: 403, body: { code: 'request.forbidden' } });
    expect(
      await database.query(`SELECT quota_bytes, google_domain FROM tenants WHERE id = 'school'`),
    ).toEqual([{ quota_bytes: 10, google_domain: null }]);
  });

  describe('an admin', () => {
    it('should not set the password of who has a higher role by now', async () => {
      const head = await addPerson(system, { name: 'head', role: 'admin' });
      const { id } = await addPerson(system, { name: 'raised' });
      const answer = await interrupted(
        rowsOf(id),
        () => change(id, { password: OTHER }, head.client),
        (sql) => sql(`UPDATE users SET role = 'super_admin' WHERE id = $1`, [id]),
      );
      expect(answer).toMatchObject({ status: 403, body: { code: 'request.forbidden' } });
      expect((await signIn('raised')).status).toBe(200);
    });

    it('should change nobody any more once the own role has ended', async () => {
      const head = await addPerson(system, { name: 'fallen', role: 'admin' });
      const other = await addPerson(system, { name: 'kept', role: 'admin' });
      const answer = await interrupted(
        rowsOf(head.id, other.id),
        () => change(other.id, { role: 'user' }, head.client),
        (sql) => sql(`UPDATE users SET role = 'user' WHERE id = $1`, [head.id]),
      );
      expect(answer).toMatchObject({ status: 403, body: { code: 'request.forbidden' } });
      expect((await admin.get<{ role: string }>(`/auth/users/${other.id}`)).body.role).toBe('admin');
    });

    it.each(['confirm', 'refuse'])(
      'should %s no address any more once the own role has ended',
      async (word) => {
        const head = await addPerson(system, { name: `${word}ing`, role: 'admin' });
        const { id } = await addPerson(system, { name: `${word}ed` });
        const email = `${word}ed.anew@school.example`;
        await database.query('UPDATE users SET pending_email = $2 WHERE id = $1', [id, email]);
        const answer = await interrupted(
          rowsOf(head.id, id),
          () => head.client.post(`/auth/users/${id}/email/${word}`, { email }),
          (sql) => sql(`UPDATE users SET role = 'user' WHERE id = $1`, [head.id]),
        );
        expect(answer).toMatchObject({ status: 403, body: { code: 'request.forbidden' } });
        expect(await database.query('SELECT pending_email FROM users WHERE id = $1', [id])).toEqual([
          { pending_email: email },
        ]);
      },
    );

    it('should give no address to who has a higher role by now', async () => {
      const head = await addPerson(system, { name: 'confirmer', role: 'admin' });
      const { id } = await addPerson(system, { name: 'risen' });
      const email = 'risen.anew@school.example';
      await database.query('UPDATE users SET pending_email = $2 WHERE id = $1', [id, email]);
      const answer = await interrupted(
        rowsOf(id),
        () => head.client.post(`/auth/users/${id}/email/confirm`, { email }),
        (sql) => sql(`UPDATE users SET role = 'super_admin' WHERE id = $1`, [id]),
      );
      expect(answer).toMatchObject({ status: 403, body: { code: 'request.forbidden' } });
    });

    it('should add nobody any more once the own role has ended', async () => {
      const head = await addPerson(system, { name: 'adding', role: 'admin' });
      const person = { username: 'late', email: 'late.admin@school.example', password: OTHER, role: 'admin' };
      const answer = await interrupted(
        rowsOf(head.id),
        () => head.client.post('/users', person),
        (sql) => sql(`UPDATE users SET role = 'user' WHERE id = $1`, [head.id]),
      );
      expect(answer).toMatchObject({ status: 403, body: { code: 'request.forbidden' } });
      expect(await database.query('SELECT FROM users WHERE username = $1', ['late'])).toEqual([]);
    });

    it('should make no key any more once the own role has ended', async () => {
      const head = await addPerson(system, { name: 'keymaker', role: 'admin' });
      const answer = await interrupted(
        rowsOf(head.id),
        () => head.client.post('/api-keys', { name: 'late', scopes: ['*'] }),
        (sql) => sql(`UPDATE users SET is_active = false WHERE id = $1`, [head.id]),
      );
      expect(answer).toMatchObject({ status: 403, body: { code: 'request.forbidden' } });
      expect(await database.query('SELECT FROM api_keys WHERE name = $1', ['late'])).toEqual([]);
    });

    it('should not be the last one that a tenant loses, who became it meanwhile', async () => {
      const before = await addPerson(system, { name: 'predecessor', role: 'admin', tenant: 'other' });
      const { id } = await addPerson(system, { name: 'successor', tenant: 'other' });
      const answer = await interrupted(
        rowsOf(before.id, id),
        () => change(id, { role: 'user' }),
        async (sql) => {
          await sql(`UPDATE users SET role = 'admin' WHERE id = $1`, [id]);
          await sql(`UPDATE users SET role = 'user' WHERE id = $1`, [before.id]);
        },
      );
      expect(answer).toMatchObject({ status: 409, body: { code: 'user.last-admin' } });
    });
  });

  describe('an invitation', () => {
    const invite = (by: Client, email: string, more: object = {}) =>
      by.post<{ id: string; token: string }>('/auth/invitations', { email, ...more });
    const register = (name: string, email: string, invitation: string) =>
      new Client(system.origin, '').post('/auth/register', {
        username: name,
        full_name: 'Somebody Else',
        email,
        password: OTHER,
        invitation,
      });
    const openTo = (email: string): Promise<unknown[]> =>
      database.query('SELECT role FROM invitations WHERE email = $1 AND used_at IS NULL', [email]);
    const losses: [string, (id: string) => Promise<{ status: number }>][] = [
      ['lost the role', (id) => change(id, { role: 'user' })],
      ['was deactivated', (id) => change(id, { is_active: false })],
      ['was removed', (id) => admin.delete(`/auth/users/${id}`)],
    ];

    it.each(losses)('should not let anybody in any more when whoever made it %s', async (loss, lose) => {
      const name = loss.replaceAll(' ', '');
      const head = await addPerson(system, { name, role: 'admin' });
      const email = `second-${name}@school.example`;
      const { token, id } = (await invite(head.client, email, { role: 'admin' })).body;
      expect((await lose(head.id)).status).toBeLessThan(300);
      const answer = await register(`second${name}`, email, token);
      expect(answer).toMatchObject({ status: 410, body: { code: 'auth.invitation-not-usable' } });
      expect(await openTo(email)).toEqual([]);
      const { events } = (
        await admin.get<{ events: { subject: string }[] }>('/security/events?action=invitation.withdraw')
      ).body;
      const own = events.filter(({ subject }) => subject === id);
      expect(own).toMatchObject([{ detail: { email, role: 'admin' } }]);
    });

    it('should stay where whoever made it may still make it', async () => {
      const head = await addPerson(system, { name: 'lowered', role: 'super_admin' });
      const kept = (await invite(head.client, 'keptone@school.example', { role: 'admin' })).body;
      await invite(head.client, 'elsewhere@other.example', { role: 'user', tenant_id: 'other' });
      await invite(head.client, 'above@school.example', { role: 'super_admin' });
      expect((await change(head.id, { role: 'admin', full_name: 'Lowered' })).status).toBe(200);
      expect((await change(head.id, { full_name: 'Lowered again' })).status).toBe(200);
      expect(await openTo('elsewhere@other.example')).toEqual([]);
      expect(await openTo('above@school.example')).toEqual([]);
      expect((await register('keptone', 'keptone@school.example', kept.token)).status).toBe(201);
    });

    it('should not be made by a role that has ended meanwhile', async () => {
      const head = await addPerson(system, { name: 'ended', role: 'admin' });
      const answer = await interrupted(
        rowsOf(head.id),
        () => invite(head.client, 'late@school.example', { role: 'admin' }),
        (sql) => sql(`UPDATE users SET role = 'user' WHERE id = $1`, [head.id]),
      );
      expect(answer).toMatchObject({ status: 403, body: { code: 'request.forbidden' } });
      expect(await openTo('late@school.example')).toEqual([]);
    });

    it('should be the only open one to its address, made by two at once', async () => {
      const other = await addPerson(system, { name: 'inviter', role: 'admin' });
      const email = 'twice@school.example';
      await invite(admin, email);
      // Both want to replace this one.
      await interrupted(
        `SELECT FROM invitations WHERE email = '${email}' FOR UPDATE`,
        () => Promise.all([admin, other.client].map((by) => invite(by, email))),
        () => until(async () => (await waiting()).length === 2),
      );
      expect(await openTo(email)).toHaveLength(1);
    });
  });
});
