import { DataSource } from 'typeorm';
import { Client } from '@app/testing/client';
import { addPerson, superAdmin } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

interface KeyBody {
  id: string;
  key: string;
  signing_secret: string | null;
  prefix: string;
  scopes: string[];
  rate_per_minute: number | null;
  created_by_user_id: string | null;
  expires_at: string | null;
  revoked_at: string | null;
  last_used_at: string | null;
}

describe('API keys', () => {
  const system = useSystem({ workers: 0 });
  const admin = setUp(() => addPerson(system, { name: 'ana', role: 'admin' }));
  const stranger = setUp(() => addPerson(system, { name: 'rui', role: 'admin', tenant: 'other' }));

  const query = <T>(sql: string, parameters: unknown[] = []): Promise<T[]> =>
    system.api.get(DataSource).query(sql, parameters);

  const make = async (input: object = {}): Promise<KeyBody & { client: Client }> => {
    const { status, body } = await admin.client.post<KeyBody>('/api-keys', {
      name: 'gateway',
      scopes: ['downloads:read'],
      ...input,
    });
    expect(status).toBe(201);
    return { ...body, client: new Client(system.origin, body.key) };
  };

  const listed = async (id: string, { client } = admin): Promise<KeyBody | undefined> => {
    const { body } = await client.get<{ api_keys: KeyBody[]; total: number }>('/api-keys');
    expect(body.total).toBe(body.api_keys.length);
    return body.api_keys.find((key) => key.id === id);
  };

  describe('making and using', () => {
    it('should show a key once, keep only its hash, and open what its scopes allow', async () => {
      const answer = await admin.client.post<KeyBody>('/api-keys', {
        name: 'gateway of the school',
        scopes: ['downloads:read', 'courses:read'],
        rate_per_minute: 120,
        expires_at: '2100-01-01T00:00:00Z',
      });
      const { body } = answer;
      expect(answer.status).toBe(201);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('location')).toBe(`/api/v1/api-keys/${body.id}`);
      expect(body.key).toMatch(/^cdl_[\w-]{43}$/);
      expect(body).toMatchObject({
        prefix: body.key.slice(0, 12),
        signing_secret: null,
        rate_per_minute: 120,
        created_by_user_id: admin.id,
        expires_at: '2100-01-01T00:00:00.000Z',
      });
      const client = new Client(system.origin, body.key);
      expect((await client.get('/downloads')).status).toBe(200);
      const refused = await client.post('/downloads', { url: 'https://videos.example/a.mp4' });
      expect(refused).toMatchObject({ status: 403, body: { action: 'downloads.request' } });
      expect(JSON.stringify(await listed(body.id))).not.toContain(body.key);
      const { body: seen } = await (await superAdmin(system)).get('/api-keys');
      expect(JSON.stringify(seen)).toContain(body.id);
      const rows = await query('SELECT * FROM api_keys');
      expect(JSON.stringify(rows)).not.toContain(body.key);
      expect(system.log.text).not.toContain(body.key);
    });

    it.each([
      ['no name', { name: '' }, 'name'],
      ['a name that is too long', { name: 'x'.repeat(101) }, 'name'],
      ['no scope', { scopes: [] }, 'scopes'],
      ['an unknown scope', { scopes: ['everything'] }, 'scopes'],
      ['a scope twice', { scopes: ['*', '*'] }, 'scopes'],
      ['an end in the past', { expires_at: '2020-01-01T00:00:00Z' }, 'expires_at'],
      ['an end that is no date', { expires_at: 'soon' }, 'expires_at'],
      ['no request a minute', { rate_per_minute: 0 }, 'rate_per_minute'],
      ['another tenant', { tenant_id: 'other' }, 'tenant_id'],
    ])('should refuse %s', async (_, wrong, field) => {
      const answer = await admin.client.post<{ errors: { field: string }[] }>('/api-keys', {
        name: 'gateway',
        scopes: ['*'],
        ...wrong,
      });
      expect(answer.status).toBe(400);
      expect(answer.body.errors.map((error) => error.field)).toEqual([field]);
    });

    it('should note when a key was used, but not with every request', async () => {
      const { id, client } = await make();
      expect(await listed(id)).toMatchObject({ last_used_at: null });
      await client.get('/downloads');
      const first = (await listed(id))?.last_used_at;
      expect(first).toEqual(expect.any(String));
      await client.get('/downloads');
      expect(await listed(id)).toMatchObject({ last_used_at: first });
      await query(`UPDATE api_keys SET last_used_at = now() - interval '2 minutes' WHERE id = $1`, [id]);
      // What is known of a key is read again every two seconds.
      await until(async () => {
        await client.get('/downloads');
        return Date.parse((await listed(id))?.last_used_at ?? '') >= Date.parse(first ?? '');
      });
    });

    it('should let no key and no ordinary user make, list or revoke keys', async () => {
      const all = await make({ scopes: ['*', 'act-on-behalf'] });
      const user = await addPerson(system, { name: 'leo' });
      for (const { client } of [all, user]) {
        const input = { name: 'mine', scopes: ['*'] };
        expect((await client.post('/api-keys', input)).status).toBe(403);
        expect((await client.get('/api-keys')).status).toBe(403);
        expect((await client.delete(`/api-keys/${all.id}`)).status).toBe(403);
      }
    });
  });

  describe('ending', () => {
    it('should refuse a revoked key at once and say so, and only to who has it', async () => {
      const { id, client } = await make();
      expect((await admin.client.delete(`/api-keys/${id}`)).status).toBe(204);
      const refused = await client.get('/downloads');
      expect(refused).toMatchObject({
        status: 401,
        body: {
          code: 'request.unauthenticated',
          ended: 'revoked',
          hint: expect.stringContaining('admin') as string,
        },
      });
      expect(refused.body.detail).toContain('was revoked');
      const revokedAt = (await listed(id))?.revoked_at;
      expect(revokedAt).toEqual(expect.any(String));
      expect((await admin.client.delete(`/api-keys/${id}`)).status).toBe(204);
      expect(await listed(id)).toMatchObject({ revoked_at: revokedAt });
    });

    it('should refuse a revoked key at once at every replica, also while its row is being read', async () => {
      const other = await system.startApi();
      const { id, key, client } = await make();
      const elsewhere = new Client(await other.getUrl(), key);
      expect((await elsewhere.get('/downloads')).status).toBe(200);
      const meanwhile = Array.from({ length: 20 }, () => elsewhere.get('/downloads'));
      await admin.client.delete(`/api-keys/${id}`);
      await Promise.all(meanwhile);
      expect((await elsewhere.get('/downloads')).status).toBe(401);
      expect((await client.get('/downloads')).status).toBe(401);
    });

    it('should refuse a revoked key within seconds at a replica that no signal reaches', async () => {
      const other = await system.startApi();
      const { id, key } = await make();
      const elsewhere = new Client(await other.getUrl(), key);
      expect((await elsewhere.get('/downloads')).status).toBe(200);
      await system.redis.stop();
      try {
        expect((await admin.client.delete(`/api-keys/${id}`)).status).toBe(204);
        await until(async () => (await elsewhere.get('/downloads')).status === 401);
      } finally {
        await system.redis.start();
      }
    });

    it('should refuse an expired key and say so', async () => {
      const { id, client } = await make({ expires_at: '2100-01-01T00:00:00Z' });
      expect((await client.get('/downloads')).status).toBe(200);
      await query(`UPDATE api_keys SET expires_at = now() - interval '1 second' WHERE id = $1`, [id]);
      await until(async () => (await client.get('/downloads')).status === 401);
      expect(await client.get('/downloads')).toMatchObject({ status: 401, body: { ended: 'expired' } });
    });

    it("should keep another tenant's keys to that tenant", async () => {
      const { id, client } = await make();
      expect(await listed(id, stranger)).toBeUndefined();
      expect(await stranger.client.delete(`/api-keys/${id}`)).toMatchObject({
        status: 404,
        body: { code: 'api-key.not-found' },
      });
      expect((await client.get('/downloads')).status).toBe(200);
    });
  });

  describe('in an address', () => {
    it.each([
      '/downloads?key=KEY',
      '/downloads?q=a&api_key=KEY',
      '/downloads/KEY',
      '/nothing/KEY',
      '/docs?KEY',
    ])('should refuse %s and write the key nowhere', async (path) => {
      const { key, client } = await make();
      const encoded = Buffer.from(key).toString('hex').replace(/../g, '%$&');
      for (const secret of [key, encoded]) {
        const answer = await client.get(path.replace('KEY', secret));
        expect(answer).toMatchObject({ status: 400, body: { code: 'request.secret-in-address' } });
        expect(JSON.stringify(answer.body)).not.toContain(secret);
        expect(system.log.text).not.toContain(secret);
      }
    });
  });
});
