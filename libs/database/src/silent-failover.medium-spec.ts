import { DataSource } from 'typeorm';
import { testDatabase } from '@app/testing/parts';
import { TcpProxy } from '@app/testing/tcp-proxy';
import { dataSourceOptions } from './data-source-options';
import { Database } from './database';
import { isConnectionLoss } from './database-errors';

/** The old connections are a black hole, new ones work: what a failover without a word looks like. */
describe('a silent failover of PostgreSQL', () => {
  let parts: Awaited<ReturnType<typeof testDatabase>>;
  let proxy: TcpProxy;
  let dataSource: DataSource;
  let database: Database;

  beforeEach(async () => {
    parts = await testDatabase();
    proxy = await TcpProxy.inFrontOf(parts.url);
    const options = dataSourceOptions({
      url: proxy.url(parts.url),
      poolSize: 5,
      applicationName: 'tests',
      statementTimeoutMs: 2_000,
    });
    dataSource = await new DataSource(options).initialize();
    database = new Database(dataSource);
  });

  afterEach(async () => {
    await dataSource.destroy();
    await proxy.close();
    await parts.drop();
  });

  const ask = () => database.row<{ one: number }>('SELECT 1 AS one');
  const fillPool = () => Promise.all([1, 2, 3, 4, 5].map(() => database.rows('SELECT pg_sleep(0.1)')));

  it('should cost one bounded statement, after which everything answers', async () => {
    await fillPool();
    proxy.freeze();
    const began = performance.now();
    const failure: unknown = await ask().catch((error: unknown) => error);
    expect(isConnectionLoss(failure)).toBe(true);
    expect(performance.now() - began).toBeLessThan(8_000);
    await expect(Promise.all([ask(), ask(), ask()])).resolves.toEqual([{ one: 1 }, { one: 1 }, { one: 1 }]);
  });

  it('should end a transaction that hangs, and leave the pool whole', async () => {
    const hanging = database.transaction(async () => {
      await ask();
      proxy.freeze();
      await ask();
    });
    const failure: unknown = await hanging.catch((error: unknown) => error);
    expect(isConnectionLoss(failure)).toBe(true);
    await fillPool();
  });
});
