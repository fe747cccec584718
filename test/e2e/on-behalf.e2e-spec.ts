import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { DataSource } from 'typeorm';
import { RotateSecretKeys } from '@app/auth';
import { type Answer, Client } from '@app/testing/client';
import { onBehalf } from '@app/testing/on-behalf';
import { addPerson } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { ADMIN, TEST_ENCRYPTION_KEY } from '@app/testing/system';
import { useSystem } from '@app/testing/use-system';

interface Key {
  id: string;
  client: Client;
  secret: string | null;
}

describe('a key that acts on behalf of people', () => {
  const system = useSystem({ workers: 0 });
  const admin = setUp(() => addPerson(system, { name: 'ana', role: 'admin' }));
  const stranger = setUp(() => addPerson(system, { name: 'rui', role: 'admin', tenant: 'other' }));
  const student = setUp(() => addPerson(system, { name: 'bia' }));
  const teacher = setUp(() => addPerson(system, { name: 'caio', role: 'admin' }));
  let replica: string;

  beforeAll(async () => {
    replica = (await (await system.startApi()).getUrl()).replace('[::1]', '127.0.0.1');
  });

  const query = <T>(sql: string, parameters: unknown[] = []): Promise<T[]> =>
    system.api.get(DataSource).query(sql, parameters);

  const make = async (scopes = ['downloads:read', 'downloads:write', 'act-on-behalf']): Promise<Key> => {
    const wanted = { name: 'gateway', scopes };
    const { body } = await admin.client.post<{ id: string; key: string; signing_secret: string | null }>(
      '/api-keys',
      wanted,
    );
    return { id: body.id, client: new Client(system.origin, body.key), secret: body.signing_secret };
  };
  const get = (key: Key, path: string, user: string, more: { at?: number; nonce?: string } = {}) =>
    key.client.call(path, { headers: onBehalf({ secret: key.secret, path, user, ...more }) });

  const now = () => Math.floor(Date.now() / 1000);
  const refusedBecause = (answer: Answer, reason: string) => {
    expect(answer).toMatchObject({ status: 403, body: { code: 'auth.on-behalf-refused' } });
    expect(answer.body.reason).toContain(reason);
  };

  it('should see exactly what the person sees', async () => {
    const key = await make();
    const ids: string[] = [];
    for (const [who, name] of [
      [student, 'mapa'],
      [teacher, 'museu'],
    ] as const) {
      const url = `${system.sandbox.origin}/media/${name}.mp4`;
      ids.push((await who.client.post<{ id: string }>('/downloads', { url })).body.id);
    }
    const seen = async (user: string) => {
      const { body } = await get(key, '/downloads?limit=5', user);
      return (body as unknown as { downloads: { id: string }[] }).downloads.map(({ id }) => id).sort();
    };
    expect(await seen(student.id)).toEqual([ids[0]]);
    expect(await seen(student.email)).toEqual([ids[0]]);
    expect(await seen(teacher.email)).toEqual([...ids].sort());
    expect((await get(key, `/downloads/${ids[1] ?? ''}`, student.id)).status).toBe(404);
  });

  it('should be let in as docs/security.md shows', async () => {
    const example =
      /```sh\n(.*SIGNING_SECRET.*?)```/s.exec(readFileSync('docs/security.md', 'utf8'))?.[1] ?? '';
    const { client, secret } = await make();
    const run = async (script: string) => {
      const { HOME, PATH } = process.env;
      const env = { HOME, PATH, API: system.origin, KEY: client.token, SIGNING_SECRET: secret ?? '' };
      const { stdout } = await promisify(execFile)('sh', ['-c', script], { env });
      return JSON.parse(stdout) as object;
    };
    expect(await run(example)).toMatchObject({ valid: true });
    const changed = example.replace('--data-binary "$body"', '--data-binary "{}"');
    expect(await run(changed)).toMatchObject({ code: 'auth.on-behalf-refused' });
  });

  it("should never do more than the key's scopes, nor more than the person's role", async () => {
    const reader = await make(['courses:read', 'act-on-behalf']);
    expect((await get(reader, '/downloads', teacher.id)).status).toBe(403);
    const everything = await make(['*', 'act-on-behalf']);
    expect((await get(everything, '/downloads', student.id)).status).toBe(200);
    expect((await get(everything, '/api-keys', teacher.id)).status).toBe(403);
    expect((await get(everything, '/metrics', teacher.id)).status).toBe(403);
  });

  it.each([
    ["another tenant's person", () => stranger.id],
    ["another tenant's address", () => stranger.email],
    ['nobody', () => 'nobody@school.example'],
    ['a user name', () => 'bia'],
  ])('should refuse %s', async (_, user) => {
    refusedBecause(await get(await make(), '/downloads', user()), 'no such person');
  });

  it.each([
    { path: '/courses' },
    { path: '/downloads?limit=1' },
    { method: 'POST' },
    { user: 'somebody else' },
    { body: '{}' },
    { secret: 'guessed' },
  ])('should refuse a signature for another request: %j', async (other) => {
    const key = await make();
    const headers = onBehalf({ secret: key.secret, path: '/downloads', user: student.id, ...other });
    const sent = { ...headers, 'x-on-behalf-of': student.id };
    refusedBecause(await key.client.call('/downloads', { headers: sent }), 'does not fit');
  });

  it.each([
    ['an old signature', -301, 'older than five minutes'],
    ['a signature from the future', 330, 'from the future'],
  ])('should refuse %s', async (_, seconds, reason) => {
    refusedBecause(await get(await make(), '/downloads', student.id, { at: now() + seconds }), reason);
  });

  it('should refuse a body that was changed on its way', async () => {
    const key = await make();
    const url = (name: string) => ({ url: `${system.sandbox.origin}/media/${name}.mp4` });
    const post = (signed: object, body: object) => {
      const parts = { secret: key.secret, method: 'POST', path: '/downloads', user: student.id };
      const headers = onBehalf({ ...parts, body: JSON.stringify(signed) });
      return key.client.post('/downloads', body, headers);
    };
    expect((await post(url('museu'), url('museu'))).status).toBe(201);
    refusedBecause(await post(url('museu'), url('sertao')), 'does not fit');
    const odd = { ...url('museu'), quality: '720', extra: 'á\u0000' };
    refusedBecause(await post(url('museu'), odd), 'does not fit');
  });

  it('should take a signed request once, whichever replica it comes to', async () => {
    const key = await make();
    const headers = onBehalf({ secret: key.secret, path: '/downloads', user: student.id });
    expect((await key.client.call('/downloads', { headers })).status).toBe(200);
    for (const origin of [system.origin, replica]) {
      const again = await new Client(origin, key.client.token).call('/downloads', { headers });
      refusedBecause(again, 'used before');
    }
    const together = onBehalf({ secret: key.secret, path: '/downloads', user: student.id });
    const answers = await Promise.all(
      [system.origin, replica, system.origin, replica].map((origin) =>
        new Client(origin, key.client.token).call('/downloads', { headers: together }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403, 403]);
  });

  it('should not act for who took another person’s address', async () => {
    const thief = await addPerson(system, { name: 'thief' });
    const email = 'principal@school.example';
    const body = { email, current_password: ADMIN.password };
    await thief.client.call('/auth/profile', { method: 'PUT', body });
    refusedBecause(await get(await make(), '/downloads', email), 'no such person');
  });

  it('should refuse a deactivated person', async () => {
    const key = await make();
    const gone = await addPerson(system, { name: 'eva' });
    expect((await get(key, '/downloads', gone.id)).status).toBe(200);
    await query('UPDATE users SET is_active = false WHERE id = $1', [gone.id]);
    refusedBecause(await get(key, '/downloads', gone.id), 'the person is deactivated');
  });

  it('should refuse keys without the scope, bootstrap keys and people', async () => {
    const { secret } = await make();
    const plain = await make(['*']);
    for (const client of [plain.client, system.client(), teacher.client]) {
      const headers = onBehalf({ secret, path: '/downloads', user: student.id });
      expect((await client.call('/downloads', { headers })).status).toBe(403);
    }
  });

  it('should refuse no signature, and the one of the first version with what to do', async () => {
    const key = await make();
    const send = (signature: string) =>
      key.client.call('/downloads', {
        headers: { 'x-on-behalf-of': student.id, 'x-on-behalf-of-signature': signature },
      });
    refusedBecause(await send(''), 'missing');
    const at = String(now());
    const mac = createHmac('sha256', key.secret ?? '').update(`${at}.GET./downloads.${student.id}`);
    refusedBecause(await send(`t=${at},v1=${mac.digest('hex')}`), 'v1 signatures are no longer accepted');
  });

  it('should keep the signing secret encrypted, and seal it anew under a new ENCRYPTION_KEY', async () => {
    const { id, client, secret } = await make();
    const encrypted = async () =>
      (await query<{ s: string }>('SELECT signing_secret AS s FROM api_keys WHERE id = $1', [id]))[0]?.s;
    const before = await encrypted();
    expect(before).toMatch(/^v1\./);
    expect(before).not.toContain(secret ?? '');
    const rotated = await system.startApi({
      ENCRYPTION_KEY: 'another encryption key for tests',
      ENCRYPTION_KEYS_OLD: TEST_ENCRYPTION_KEY,
    });
    expect(await rotated.get(RotateSecretKeys).rotateSigningSecrets()).toBeGreaterThan(0);
    expect(await encrypted()).not.toBe(before);
    expect(await rotated.get(RotateSecretKeys).rotateSigningSecrets()).toBe(0);
    const other = new Client((await rotated.getUrl()).replace('[::1]', '127.0.0.1'), client.token);
    expect((await get({ id, client: other, secret }, '/downloads', student.id)).status).toBe(200);
  });
});
