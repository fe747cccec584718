import { Client } from '@app/testing/client';
import { signIn } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';
import { useSystem } from '@app/testing/use-system';

describe('the first admin', () => {
  const system = useSystem({ workers: 0 });
  const database = setUp(() => system.database());

  const emails = async () =>
    (await database.query<{ email: string }[]>('SELECT email FROM users ORDER BY email')).map(
      ({ email }) => email,
    );
  const person = (username: string) => ({
    username,
    email: `${username}@school.example`,
    full_name: 'Maria Lima',
    password: 'correct-Horse-7-battery',
  });

  it('should not make a tenant that could store no file', async () => {
    const { client } = await signIn(system.origin, ADMIN.email, ADMIN.password);
    for (const id of ['a..b', 'a..', 'x.y..z']) {
      expect(await client.post('/tenants', { id, name: 'Odd' })).toMatchObject({ status: 400 });
      await expect(database.query(`INSERT INTO tenants (id, name) VALUES ('${id}', 'Odd')`)).rejects.toThrow(
        'two dots',
      );
    }
  });

  it('should not come back once it was deleted, whatever the environment says', async () => {
    expect(await emails()).toEqual([ADMIN.email]);
    await system.startApi();
    expect(system.log.text).not.toContain('setup token');
    await database.query('DELETE FROM users');
    await Promise.all([system.startApi(), system.startApi()]);
    expect(await emails()).toEqual([]);
  });

  const setupTokens = () =>
    [...system.log.text.matchAll(/setup token ([\w-]{43}) /g)].map(([, token]) => token);

  it('should choose again when somebody else has the name, by the same token', async () => {
    await database.query(
      `INSERT INTO users (tenant_id, username, email, full_name, password_hash)
       VALUES ('school', 'taken', 'pupil@school.example', 'Pupil', '')`,
    );
    const [token] = setupTokens();
    const made = await new Client(system.origin, '').post('/auth/setup', { ...person('taken'), token });
    expect(made).toMatchObject({ status: 409, body: { code: 'user.taken' } });
    await database.query('DELETE FROM users');
  });

  it('should be replaced by who reads the log, while no super-admin is active', async () => {
    const anybody = new Client(system.origin, '');
    const tokens = setupTokens();
    expect(tokens).toHaveLength(1);
    const [token] = tokens;
    const made = await anybody.post('/auth/setup', { ...person('newhead'), token });
    expect(made).toMatchObject({ status: 201, body: { role: 'super_admin' } });
    expect(await anybody.post('/auth/setup', { ...person('another'), token })).toMatchObject({ status: 403 });
    await system.startApi();
    expect(await emails()).toEqual(['newhead@school.example']);
  });

  it('should be offered again when the last super-admin was deactivated', async () => {
    await database.query('UPDATE users SET is_active = false');
    await system.startApi();
    expect(system.log.text.match(/setup token/g)).toHaveLength(2);
  });
});
