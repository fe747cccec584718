import { useDatabase } from '@app/testing/use-database';
import { personOf } from '../../owner';
import { WaitingWindow } from '../waiting-window';
import { DownloadEntity } from '../../persistence/download.entity';
import { DispatchRepository } from './dispatch.repository';

describe(DispatchRepository, () => {
  const { source, database } = useDatabase(DownloadEntity);
  const admission = new DispatchRepository(database, database.repository(DownloadEntity));

  beforeAll(async () => {
    await source.query(`INSERT INTO tenants (id, name) VALUES ('a', 'A'), ('b', 'B')`);
    await source.query(`INSERT INTO credentials (tenant_id, google_sub, scopes) VALUES ('a', '1', '{}')`);
    await source.query(
      `INSERT INTO batches (tenant_id, requester, credential_id, course_id, kinds, skip_existing, quality, subtitles)
       SELECT 'a', 'ana', id, 'course', '{}', false, 'best', true FROM credentials`,
    );
  });

  beforeEach(() => source.query('TRUNCATE downloads, host_pauses'));

  interface Waiting {
    title: string;
    tenant?: string;
    requester?: string;
    host?: string;
    inBatch?: boolean;
    priority?: number;
    dueInSeconds?: number;
    count?: number;
  }

  const add = (waiting: Waiting) =>
    source.query(
      `INSERT INTO downloads (tenant_id, requester, host, batch_id, priority, run_at, title, source, source_key, variant,
         url, quality, subtitles)
       SELECT $1, $2, $3, CASE WHEN $4 THEN (SELECT id FROM batches) END, $5, now() + $6 * interval '1 second', $7,
         'direct_link', gen_random_uuid(), 'original', 'https://x.example', 'best', true FROM generate_series(1, $8)`,
      [
        waiting.tenant ?? 'a',
        waiting.requester ?? 'ana',
        waiting.host ?? 'x.example',
        waiting.inBatch ?? false,
        waiting.priority ?? 0,
        waiting.dueInSeconds ?? 0,
        waiting.title,
        waiting.count ?? 1,
      ],
    );

  const allLines = () => admission.waitingLines(new WaitingWindow().cursors);

  /** Titles, in the order of the candidates. */
  async function candidates(perTenant: number, closedHosts: string[] = []): Promise<string[]> {
    const found = await admission.candidates(perTenant, await allLines(), { closedHosts });
    const rows = await source.query<{ id: string; title: string }[]>('SELECT id, title FROM downloads');
    const titles = new Map(rows.map(({ id, title }) => [id, title]));
    return found.map(({ id }) => titles.get(id) ?? '');
  }

  it('should find the one video of somebody behind a batch of somebody else', async () => {
    await add({ title: 'batch', inBatch: true, count: 500 });
    await add({ title: 'of bia', requester: 'bia' });
    await add({ title: 'of caio', requester: 'caio', tenant: 'b' });
    const found = await candidates(4);
    expect(found).toEqual(expect.arrayContaining(['of bia', 'of caio']));
    expect(found.filter((title) => title === 'batch').length).toBeGreaterThanOrEqual(3);
    expect(found.length).toBeLessThan(12);
  });

  it('should give a person their single requests before their batches, and the urgent first', async () => {
    await add({ title: 'batch', inBatch: true });
    await add({ title: 'single' });
    await add({ title: 'urgent', priority: 9, host: 'y.example' });
    await add({ title: 'later single', host: 'y.example' });
    expect(await candidates(9)).toEqual(['urgent', 'single', 'later single', 'batch']);
  });

  it('should tell whether any host takes something, also where those that take nothing come first', async () => {
    expect(await admission.hasOpenHost([])).toBe(false);
    await add({ title: 'saturated', host: 'a.example', count: 100 });
    await add({ title: 'paused', host: 'b.example', count: 100 });
    await source.query(
      `INSERT INTO host_pauses (host, code, paused_until) VALUES ('b.example', 'x', now() + interval '1 hour'),
         ('c.example', 'x', now() - interval '1 second')`,
    );
    expect(await admission.hasOpenHost(['a.example'])).toBe(false);
    await add({ title: 'open again', host: 'c.example' });
    expect(await admission.hasOpenHost(['a.example'])).toBe(true);
    expect(await admission.hasOpenHost(['a.example', 'c.example'])).toBe(false);
  });

  it('should not ask one host after the other for long', async () => {
    const hosts = Array.from({ length: 100 }, (_, number) => `h${String(number + 100)}.example`);
    for (const host of hosts) await add({ title: host, host });
    expect(await admission.hasOpenHost(hosts)).toBe(true);
  });

  it('should come to everybody, however many there are, a few at a time', async () => {
    for (let number = 10; number < 32; number += 1)
      await add({ title: 'one', requester: `user:${String(number)}`, count: 3 });
    await add({ title: 'not due', requester: 'user:00', dueInSeconds: 60 });
    const window = new WaitingWindow();
    const served: string[] = [];
    for (let round = 0; round < 11; round += 1) {
      const lines = await admission.waitingLines(window.cursors);
      const found = await admission.candidates(4, lines);
      expect(new Set(found.map(personOf)).size).toBe(22);
      const chosen = found.sort((one, other) => one.place - other.place).slice(0, 2);
      served.push(...chosen.map(({ requester }) => requester));
      window.advance(lines, found, chosen);
    }
    expect(new Set(served).size).toBe(22);
  });

  const addHosts = (count: number, requester = 'ana', tenant = 'a') =>
    source.query(
      `INSERT INTO downloads (tenant_id, requester, host, title, source, source_key, variant, url, quality, subtitles)
       SELECT $3, $2, 'h' || n, 'h' || n, 'direct_link', gen_random_uuid(), 'original', 'https://x.example', 'best', true
       FROM generate_series(1, $1::int) n`,
      [count, requester, tenant],
    );

  it('should look at a few hosts of a person at a time, at all by turns, and at others beside them', async () => {
    await addHosts(1_000);
    await add({ title: 'of bia', requester: 'bia', host: 'y.example' });
    await add({ title: 'of caio', requester: 'caio', tenant: 'b' });
    const window = new WaitingWindow();
    const seen = new Set<string>();
    for (let round = 0; round < 16; round += 1) {
      const lines = await admission.waitingLines(window.cursors);
      expect(lines.length).toBeLessThanOrEqual(66);
      const found = await admission.candidates(20, lines);
      expect(found.map(({ requester }) => requester)).toEqual(expect.arrayContaining(['bia', 'caio']));
      for (const { host } of found) seen.add(host);
      window.advance(lines, found, found.slice(0, 1));
    }
    expect(seen.size).toBe(1_002);
  });

  it('should pass many paused hosts, which cost no more than others', async () => {
    await addHosts(1_000);
    await source.query(`INSERT INTO host_pauses (host, code, paused_until)
      SELECT host, 'x', now() + interval '1 hour' FROM downloads WHERE host <> 'h777'`);
    const window = new WaitingWindow();
    for (let round = 0; ; round += 1) {
      expect(round).toBeLessThan(16);
      const lines = await admission.waitingLines(window.cursors);
      const found = await admission.candidates(20, lines);
      window.advance(lines, found, []);
      expect(lines).toHaveLength(64);
      if (found[0]?.host === 'h777') break;
    }
  });

  it('should look at many tenants by turns, at all people of each', async () => {
    await source.query(`INSERT INTO tenants (id, name) SELECT 't' || n, 't' FROM generate_series(1, 150) n`);
    for (let tenant = 1; tenant <= 150; tenant += 1) await addHosts(30, 'ana', `t${String(tenant)}`);
    const window = new WaitingWindow();
    const seen = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      const lines = await admission.waitingLines(window.cursors);
      expect(lines.length).toBeLessThanOrEqual(64 * 4);
      for (const { tenantId } of lines) seen.add(tenantId);
      window.advance(lines, [], []);
    }
    expect(seen.size).toBe(150);
  });

  it('should leave out what cannot begin: closed and paused hosts, and what is not due', async () => {
    await add({ title: 'closed', host: 'closed.example', count: 50 });
    await add({ title: 'paused', host: 'paused.example', count: 50 });
    await add({ title: 'not due', dueInSeconds: 60, priority: 9 });
    await add({ title: 'due' });
    await source.query(
      `INSERT INTO host_pauses (host, code, paused_until) VALUES ('paused.example', 'x', now() + interval '1 hour')`,
    );
    expect(await candidates(2, ['closed.example'])).toEqual(['due']);
  });

  it('should count what each person has under way', async () => {
    await add({ title: 'one', count: 2 });
    await add({ title: 'other', requester: 'bia', host: 'y.example' });
    await admission.enqueue((await admission.candidates(9, await allLines())).map(({ id }) => id));
    const { byPerson, byTenant, byHost, total } = await admission.inFlight();
    expect({ total, byPerson, byTenant, byHost }).toEqual({
      total: 3,
      byPerson: new Map([
        ['a ana', 2],
        ['a bia', 1],
      ]),
      byTenant: new Map([['a', 3]]),
      byHost: new Map([
        ['x.example', 2],
        ['y.example', 1],
      ]),
    });
  });
});
