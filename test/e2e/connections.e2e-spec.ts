import type { DataSource } from 'typeorm';
import type { Client, DownloadBody } from '@app/testing/client';
import { testDatabase } from '@app/testing/parts';
import { PgBouncer } from '@app/testing/pg-bouncer';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';

const DEFAULT_POOLS = { DATABASE_POOL_SIZE: '' };
const SERVER_CONNECTIONS = 4;

describe('connections to PostgreSQL', () => {
  describe('of processes that have nothing to do', () => {
    let system: TestSystem;
    let database: DataSource;

    beforeAll(async () => {
      system = await TestSystem.start({ workers: 1, env: DEFAULT_POOLS });
      database = await system.database();
    });

    afterAll(() => system.close());

    const sessions = async (app: string) => {
      const rows = await database.query<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM pg_stat_activity
         WHERE datname = current_database() AND application_name LIKE $1 || '%'`,
        [app],
      );
      return rows[0]?.count ?? 0;
    };

    it('should be three or fewer for a worker, and none that it does not use for the api', async () => {
      await until(async () => (await sessions('classroom-worker')) <= 3, 30_000);
      await until(async () => (await sessions('classroom-api')) <= 1, 30_000);
      expect(await sessions('classroom-worker')).toBeGreaterThan(0);
    });

    it('should be warned of at start when all of them might not get theirs', async () => {
      await database.query(
        `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT 12', current_database()); END $$`,
      );
      await system.startWorker();
      const warning = system.log.lines.find((line) => line.includes('fewer connections'));
      const budget = JSON.parse(warning ?? '{}') as Record<string, number>;
      expect(budget.available).toBe(12);
      expect(budget.needed).toBeGreaterThan(12);
      // An api that nobody asks anything, not even whether it is well, may have no connection.
      expect(budget.processes).toBeGreaterThanOrEqual(2);
    });
  });

  describe('through PgBouncer in transaction mode', () => {
    let parts: Awaited<ReturnType<typeof testDatabase>>;
    let bouncer: PgBouncer;
    let system: TestSystem;
    let client: Client;

    beforeAll(async () => {
      parts = await testDatabase();
      bouncer = await PgBouncer.inFrontOf(parts.url, SERVER_CONNECTIONS);
      system = await TestSystem.start({ workers: 3, databaseUrl: bouncer.url });
      client = system.client();
    }, 60_000);

    afterAll(async () => {
      await system.close();
      await bouncer.close();
      await parts.drop();
    });

    it('should do all the work with a handful of connections', async () => {
      const ids: string[] = [];
      for (let number = 0; number < 8; number += 1) {
        const url = `${system.sandbox.origin}/media/museu.mp4?number=${String(number)}`;
        ids.push((await client.post<DownloadBody>('/downloads', { url })).body.id);
      }
      for (const id of ids) expect(await client.ended(id)).toMatchObject({ status: 'completed' });
      const database = await system.database();
      const [server] = await database.query<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database()`,
      );
      expect(server?.count).toBeLessThanOrEqual(SERVER_CONNECTIONS);
    });

    it('should not be warned of connections that the pooler counts', () => {
      expect(system.log.lines.filter((line) => line.includes('fewer connections'))).toEqual([]);
    });

    it('should have one dispatcher, and another one when it goes', async () => {
      const [lease] = await (
        await system.database()
      ).query<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM leader_leases WHERE expires_at > now()`,
      );
      expect(lease?.count).toBe(1);
      await system.workers[0]?.close();
      const url = `${system.sandbox.origin}/media/mapa.mp4?after`;
      const { body } = await client.post<DownloadBody>('/downloads', { url });
      expect(await client.ended(body.id)).toMatchObject({ status: 'completed' });
    });
  });
});
