import { cleanUpJob } from '@app/maintenance';
import { type JobQueue } from '@app/queue';
import { getQueueToken } from '@nestjs/bullmq';
import { DataSource } from 'typeorm';
import { Client } from '@app/testing/client';
import { onBehalf } from '@app/testing/on-behalf';
import { addPerson, superAdmin } from '@app/testing/people';
import { ANA } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

interface EventBody {
  id: string;
  at: string;
  tenant_id: string | null;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string | null;
  on_behalf_of: string | null;
  action: string;
  subject: string | null;
  outcome: string;
  ip: string | null;
  correlation_id: string | null;
  detail: Record<string, unknown>;
}

interface ReportBody {
  tenant_id: string | null;
  by_action: { action: string; count: number }[];
  by_place: object[];
}

describe('the audit trail', () => {
  const system = useSystem({ env: { CLEAN_UP_INTERVAL_HOURS: '1000' } });
  const nobody = setUp(() => new Client(system.origin, ''));
  const admin = setUp(() => addPerson(system, { name: 'ana', role: 'admin' }));
  const user = setUp(() => addPerson(system, { name: 'bia' }));
  const stranger = setUp(() => addPerson(system, { name: 'rui', role: 'admin', tenant: 'other' }));
  const root = setUp(() => superAdmin(system));
  /** Each with ten reports a minute. */
  let heads = 0;

  const query = <T>(sql: string, parameters: unknown[] = []): Promise<T[]> =>
    system.api.get(DataSource).query(sql, parameters);

  const events = async (filter: Record<string, string>, client = root): Promise<EventBody[]> => {
    const { status, body } = await client.get<{ events: EventBody[] }>(
      `/security/events?${new URLSearchParams(filter).toString()}`,
    );
    expect(status).toBe(200);
    return body.events;
  };

  /** A second ago: what the api takes for the present is a little before or behind PostgreSQL's. */
  const insert = (tenant: string, action: string) =>
    query(
      `INSERT INTO security_events (at, tenant_id, actor_kind, action, outcome)
       VALUES (now() - interval '1 second', $1, 'system', $2, 'ok')`,
      [tenant, action],
    );
  /** Makes events older, behind the back of the triggers. */
  const age = (days: number, which: string) =>
    system.api.get(DataSource).transaction(async (manager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      await manager.query(
        `UPDATE security_events SET at = now() - interval '${String(days)} days' WHERE ${which}`,
      );
    });

  describe('what is recorded', () => {
    it('should tell who signed in, from where, and find the log lines', async () => {
      const id = 'sign-in-of-bia';
      const password = 'A-good-password-7';
      await nobody.post('/auth/login', { username: 'bia', password }, { 'x-correlation-id': id });
      const [event] = await events({ action: 'auth.sign-in', text: id });
      expect(event).toMatchObject({
        tenant_id: 'school',
        actor_kind: 'user',
        actor_id: `user:${user.id}`,
        actor_name: 'bia',
        outcome: 'ok',
        ip: '127.0.0.1',
        correlation_id: id,
      });
    });

    it('should tell of refused sign-ins, but nothing of what was typed', async () => {
      const typed = 'My-secret-Password-1';
      await nobody.post('/auth/login', { username: 'bia', password: typed });
      await nobody.post('/auth/login', { username: typed, password: 'x' });
      const refused = await events({ action: 'auth.sign-in', outcome: 'refused' });
      expect(refused.map((event) => event.actor_name)).toEqual([null, 'bia']);
      expect(JSON.stringify(await query('SELECT * FROM security_events'))).not.toContain(typed);
      expect(system.log.text).not.toContain(typed);
    });

    it('should tell of refusals: nobody, a role, a scope, a key that has ended', async () => {
      const key = await admin.client.post<{ id: string; key: string }>('/api-keys', {
        name: 'small key',
        scopes: ['courses:read'],
      });
      const client = new Client(system.origin, key.body.key);
      await nobody.get('/downloads');
      await user.client.get('/api-keys');
      await client.get('/downloads');
      await admin.client.delete(`/api-keys/${key.body.id}`);
      await client.get('/courses');
      const found = await events({ action: 'access.refused', page_size: '4' });
      const keyed = { tenant_id: 'school', actor_id: `key:${key.body.id}`, actor_name: 'small key' };
      expect(found.reverse()).toMatchObject([
        {
          actor_kind: 'nobody',
          subject: 'GET /api/v1/downloads',
          detail: { code: 'request.unauthenticated' },
        },
        { actor_name: 'bia', detail: { code: 'request.forbidden', action: 'api-keys.manage' } },
        { ...keyed, actor_kind: 'key', detail: { action: 'downloads.read' } },
        { ...keyed, actor_kind: 'key', detail: { code: 'request.unauthenticated', ended: 'revoked' } },
      ]);
      const made = await events({ text: `key:${key.body.id}`, actor: admin.id });
      expect(made.map((event) => event.action)).toEqual(['api-key.revoked', 'api-key.made']);
      expect(JSON.stringify(made)).not.toContain(key.body.key);
    });

    it('should tell of accounts that were connected and disconnected', async () => {
      const credential = await user.client.connect(ANA);
      await user.client.delete(`/credentials/${String(credential)}`);
      const found = await events({ text: `credential:${String(credential)}` }, admin.client);
      expect(found).toMatchObject([
        { action: 'credential.disconnected', actor_name: 'bia' },
        { action: 'credential.connected', actor_id: `user:${user.id}` },
      ]);
    });

    it('should tell both: which key changed something, and for whom', async () => {
      const { body } = await admin.client.post<{ id: string; key: string; signing_secret: string }>(
        '/api-keys',
        { name: 'gateway', scopes: ['downloads:write', 'act-on-behalf'] },
      );
      const signed = onBehalf({
        secret: body.signing_secret,
        method: 'POST',
        path: '/downloads/retry-failed',
        body: '{}',
        user: user.id,
      });
      const client = new Client(system.origin, body.key);
      expect((await client.post('/downloads/retry-failed', {}, signed)).status).toBe(200);
      expect((await client.post('/downloads', {}, signed)).status).toBe(403);
      const keyed = { actor_kind: 'key', actor_id: `key:${body.id}`, actor_name: 'gateway' };
      expect(await events({ actor: body.id }, admin.client)).toMatchObject([
        { ...keyed, action: 'access.refused', on_behalf_of: null, subject: 'POST /api/v1/downloads' },
        {
          ...keyed,
          action: 'request.on-behalf',
          on_behalf_of: `user:${user.id}`,
          subject: 'POST /api/v1/downloads/retry-failed',
        },
      ]);
    });

    it('should tell who opened the queue board and who cleaned up', async () => {
      expect((await admin.client.get('/queues')).status).toBe(403);
      expect((await admin.client.get('/queues/api/queues')).status).toBe(403);
      expect((await root.get('/queues')).status).toBe(200);
      expect((await root.get('/queues/api/queues')).status).toBe(200);
      expect(await events({ action: 'queues.opened' })).toMatchObject([{ actor_name: 'admin' }]);
      await root.post('/maintenance/clean-up?dry_run=true');
      expect(await events({ action: 'maintenance.clean-up', actor: 'admin' })).toEqual([]);
      await root.post('/maintenance/clean-up?dry_run=false');
      expect(await events({ action: 'maintenance.clean-up', actor: 'admin' })).toHaveLength(1);
    });

    it('should keep some of a flood of refusals and count the rest', async () => {
      const before = (await events({ action: 'access.refused', page_size: '200' })).length;
      const bad = new Client(system.origin, 'cdl_unknown-key-unknown-key');
      for (let round = 0; round < 10; round += 1)
        await Promise.all(Array.from({ length: 20 }, () => bad.get('/courses')));
      const after = (await events({ action: 'access.refused', page_size: '200' })).length;
      expect(after - before).toBeLessThanOrEqual(20);
      expect((await nobody.get('/metrics')).body).toMatch(
        /cdl_refused_requests_total\{reason="request.unauthenticated"\} \d{3}/,
      );
      expect((await nobody.get('/metrics')).body).toMatch(/cdl_sign_ins_total\{outcome="refused"\} 2/);
    });
  });

  describe('who sees what', () => {
    it('should show an admin the own tenant only, whatever is asked for', async () => {
      await insert('other', 'test.foreign');
      const seen = await events({ page_size: '200' }, admin.client);
      expect(new Set(seen.map((event) => event.tenant_id))).toEqual(new Set(['school']));
      expect(await events({ action: 'test.foreign' }, admin.client)).toEqual([]);
      expect(await events({ tenant_id: 'other' }, admin.client)).toEqual([]);
      expect(await events({ actor: stranger.id }, admin.client)).toEqual([]);
      expect(await events({ action: 'test.foreign' }, stranger.client)).toHaveLength(1);
      const [foreign] = await events({ action: 'test.foreign' }, stranger.client);
      expect(await events({ page_token: foreign?.id ?? '', tenant_id: 'other' }, admin.client)).toEqual([]);
    });

    it('should show a super-admin all of it, also what belongs to no tenant', async () => {
      const seen = await events({ page_size: '200' });
      expect(new Set(seen.map((event) => event.tenant_id))).toEqual(new Set(['school', 'other', null]));
      expect(await events({ tenant_id: 'other', action: 'test.foreign' })).toHaveLength(1);
    });

    it.each(['/security/events', '/security/stats'])('should close %s to users and keys', async (path) => {
      expect((await nobody.get(path)).status).toBe(401);
      expect((await user.client.get(path)).status).toBe(403);
      expect((await system.client().get(path)).status).toBe(403);
    });

    it('should count per tenant', async () => {
      interface Stats {
        total: number;
        refused: number;
        by_action: { action: string; outcome: string; count: number }[];
        refused_addresses: { ip: string }[];
      }
      const mine = (await stranger.client.get<Stats>('/security/stats?hours=1')).body;
      expect(mine.by_action).toContainEqual({ action: 'test.foreign', outcome: 'ok', count: 1 });
      const all = (await root.get<Stats>('/security/stats')).body;
      expect(all.total).toBeGreaterThan(mine.total);
      expect(all.refused_addresses.map(({ ip }) => ip)).toEqual(['127.0.0.1']);
      expect(all.refused).toBeGreaterThan(0);
    });
  });

  describe('finding', () => {
    it('should page through everything once', async () => {
      for (let index = 0; index < 7; index += 1) await insert('school', `test.page`);
      const seen: string[] = [];
      let token: string | null = '';
      while (token !== null) {
        const after: string = token === '' ? '' : `&page_token=${token}`;
        const { body } = await admin.client.get<{ events: EventBody[]; next_page_token: string | null }>(
          `/security/events?action=test.page&page_size=3${after}`,
        );
        seen.push(...body.events.map((event) => event.id));
        token = body.next_page_token;
      }
      expect(seen).toHaveLength(7);
      expect(seen).toEqual([...new Set(seen)].sort().reverse());
    });

    it('should filter by time, address and text, in which wildcards mean nothing', async () => {
      await insert('school', 'test.old');
      await age(3, `action = 'test.old'`);
      const day = new Date(Date.now() - 86_400_000).toISOString();
      expect(await events({ action: 'test.old', from: day })).toEqual([]);
      expect(await events({ action: 'test.old', to: day })).toHaveLength(1);
      expect(await events({ ip: '203.0.113.1' })).toEqual([]);
      expect((await events({ ip: '127.0.0.1' })).length).toBeGreaterThan(0);
      expect(await events({ text: '%' })).toEqual([]);
      expect(await events({ text: 'TEST.OLD' })).toHaveLength(1);
    });

    it.each(['ip=nonsense', 'outcome=maybe', 'from=soon', 'page_size=201', 'page_token=x', 'actor_id=x'])(
      'should refuse %s',
      async (wrong) => {
        expect((await root.get(`/security/events?${wrong}`)).status).toBe(400);
      },
    );
  });

  describe('keeping', () => {
    it('should let nobody change an event, nor remove a fresh one', async () => {
      await expect(query(`UPDATE security_events SET outcome = 'ok'`)).rejects.toThrow('not changed');
      await expect(query(`DELETE FROM security_events WHERE at > now() - interval '1 hour'`)).rejects.toThrow(
        'not changed',
      );
    });

    it('should remove what is too old, by hand and by the regular clean-up', async () => {
      const [oldest] = await query<{ id: string; seq: number }>(
        'SELECT id, seq FROM security_events ORDER BY seq LIMIT 1',
      );
      await age(91, `id = '${String(oldest?.id)}' OR action = 'test.old'`);
      await age(89, `seq = ${String(oldest?.seq)} + 1`);
      const planned = await root.post('/maintenance/clean-up');
      // One that stands behind a younger one stays: the chain goes on where the removed ones end.
      expect(planned.body).toMatchObject({ dry_run: true, security_events: 1 });
      const queue = system.api.get<JobQueue>(getQueueToken(cleanUpJob.name), { strict: false });
      await queue.add([{ id: 'clean-up-test', payload: {} }]);
      const by = { action: 'maintenance.clean-up', actor: 'schedule' };
      const [event] = await until(async () => {
        const found = await events({ ...by, text: '"security_events": 1' });
        return found.length > 0 && found;
      });
      expect(event).toMatchObject({ actor_kind: 'system', tenant_id: null, detail: { security_events: 1 } });
      expect(await query('SELECT min(seq) AS first FROM security_events')).toEqual([
        { first: Number(oldest?.seq) + 1 },
      ]);
      expect(await events({ action: 'test.old' })).toHaveLength(1);
    });
  });

  describe('reports and judgements', () => {
    it('should take what anybody who signed in reports, to the admins of their school', async () => {
      const message = 'Somebody signed in as me at night.';
      const report = { kind: 'suspicious-activity', message };
      expect(await user.client.post('/security/incidents', report)).toMatchObject({ status: 202 });
      expect(await system.client('other').post('/security/incidents', report)).toMatchObject({ status: 202 });
      expect((await nobody.post('/security/incidents', report)).status).toBe(401);
      expect(await events({ action: 'security.report' }, admin.client)).toMatchObject([
        { actor_name: 'bia', subject: 'suspicious-activity', detail: { message } },
      ]);
      const long = { ...report, message: 'x'.repeat(2_001) };
      expect((await user.client.post('/security/incidents', long)).status).toBe(400);
    });

    it('should make a report of a period: for admins of their school, for super-admins of all or one', async () => {
      await insert('other', '=cmd()');
      const own = await admin.client.post<ReportBody>('/security/report');
      expect(own).toMatchObject({ status: 200, body: { tenant_id: 'school', blocked_addresses: [] } });
      expect(own.body.by_place).toContainEqual(expect.objectContaining({ ip: '127.0.0.1' }));
      const count = (of: ReportBody, action: string) =>
        of.by_action.find((line) => line.action === action)?.count ?? 0;
      expect(count(own.body, 'auth.sign-in')).toBeGreaterThan(1);
      expect(count(own.body, '=cmd()')).toBe(0);
      const all = (await root.post<ReportBody>('/security/report')).body;
      expect([all.tenant_id, count(all, '=cmd()')]).toEqual([null, 1]);
      const other = (await root.post<ReportBody>('/security/report', { tenant_id: 'other' })).body;
      expect([other.tenant_id, other.by_action.some(({ action }) => action === 'auth.set-up')]).toEqual([
        'other',
        false,
      ]);
      const csv = await root.post<string>('/security/report', { format: 'csv', tenant_id: 'other' });
      expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(csv.headers.get('content-disposition')).toMatch(
        /^attachment; filename="security-report-[\d-]+\.csv"$/,
      );
      expect(csv.body).toContain("\r\nby_action,'=cmd(),ok,1,");
    });

    it.each([
      [{ tenant_id: 'other' }, 403],
      [{ from: '2026-01-01T00:00:00Z', to: '2026-06-01T00:00:00Z' }, 400],
      [{ from: '-271821-04-20T00:00:00Z', to: '-271821-04-21T00:00:00Z' }, 400],
      [{ from: 'yesterday' }, 400],
      [{ format: 'xls' }, 400],
      [{ kind: 'other', message: 'As it was called before.' }, 400],
    ])('should make no report of %j for an admin', async (input, status) => {
      const head = await addPerson(system, { name: `head${String(heads++)}`, role: 'admin' });
      expect((await head.client.post('/security/report', input)).status).toBe(status);
    });

    it.each([
      [{ url: 'https://www.youtube.com/watch?v=jNQXAC9IVRw' }, true, [], 'youtube'],
      [{ url: 'http://169.254.169.254/latest' }, false, ['egress.forbidden'], null],
      [{ url: 'http://[::ffff:127.0.0.1]/' }, false, ['egress.forbidden'], null],
      [{ url: 'file:///etc/passwd' }, false, ['url.not-usable'], null],
      [{ url: 'https://drive.google.com/drive/folders/1AbCdEfGhIjKl' }, false, ['url.not-usable'], null],
      [{ file_type: 'video/mp4', quality: '720', format: 'MKV' }, true, [], null],
      [{ file_type: '.mov' }, true, [], null],
      [{ url: 'http://[::ffff:127.0.0.1]/', strict: false }, false, ['egress.forbidden'], null],
      [{ url: 'https://aulas.invalid/1.mp4', strict: false }, true, [], 'direct_link'],
      [{ schema: { type: 'object', required: ['a'] }, data: { a: { b: [null] } } }, true, [], null],
      [{ schema: { type: 'integer' }, data: 7.5 }, false, ['request.invalid'], null],
      [{ schema: { type: 'null' }, data: null }, true, [], null],
      [
        { schema: { pattern: '^(a+)+$' }, data: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' },
        false,
        ['request.invalid'],
        null,
      ],
      [{ schema: { $ref: 'http://169.254.169.254/' }, data: 1 }, false, ['request.invalid'], null],
      [
        { file_type: 'exe', quality: '9000', format: 'zip' },
        false,
        ['request.invalid', 'request.invalid', 'request.invalid'],
        null,
      ],
    ])('should check %j', async (input, valid, codes, source) => {
      const { status, body } = await user.client.post<{ reasons: { code: string }[] }>(
        '/security/validate',
        input,
      );
      expect(status).toBe(200);
      expect(body).toMatchObject({ valid, source });
      expect(body.reasons.map(({ code }) => code)).toEqual(codes);
    });

    it('should clean a text and say what stands where in a value', async () => {
      const body = {
        sanitize: ' Aula\u0000 \u202e1\n',
        schema: { items: { type: 'string' } },
        data: ['a', 7],
      };
      expect((await user.client.post('/security/validate', body)).body).toMatchObject({
        sanitized: 'Aula 1',
        reasons: [{ field: 'data/1' }],
      });
    });

    it('should want something to judge', async () => {
      for (const wrong of [{ data: 7 }, { schema: 7 }, { schema: [] }, { strict: 'no', quality: '720' }])
        expect((await user.client.post('/security/validate', wrong)).status).toBe(400);
      const many = { schema: {}, data: Array.from({ length: 101 }, () => 0) };
      expect((await user.client.post('/security/validate', many)).status).toBe(400);
      expect((await user.client.post('/security/validate', {})).status).toBe(400);
      expect((await nobody.post('/security/validate', { quality: '720' })).status).toBe(401);
    });
  });
});
