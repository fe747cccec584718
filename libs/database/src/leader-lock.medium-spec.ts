import { DataSource } from 'typeorm';
import { testDatabase } from '@app/testing/parts';
import { until } from '@app/testing/until';
import { dataSourceOptions } from './data-source-options';
import { Database } from './database';
import { LeaderLock } from './leader-lock';

const KEY = 7_001;

describe(LeaderLock, () => {
  let parts: Awaited<ReturnType<typeof testDatabase>>;
  let sources: DataSource[];
  let databases: Database[];
  let locks: LeaderLock[];

  beforeAll(async () => (parts = await testDatabase()));
  afterAll(() => parts.drop());

  beforeEach(async () => {
    sources = await Promise.all(
      ['first', 'second', 'third'].map((applicationName) => {
        const options = dataSourceOptions({ url: parts.url, poolSize: 2, applicationName });
        return new DataSource(options).initialize();
      }),
    );
    databases = sources.map((source) => new Database(source));
    locks = databases.map((database) => new LeaderLock(database));
  });

  afterEach(async () => {
    await Promise.all(locks.map((lock) => lock.onApplicationShutdown()));
    await Promise.all(databases.map((database) => database.onApplicationShutdown()));
    await Promise.all(sources.map((source) => source.destroy()));
  });

  const lead = (index: number, key = KEY) => locks[index]!.acquire(key);
  const leaders = async () =>
    (await Promise.all(locks.map((lock) => lock.acquire(KEY)))).filter(Boolean).length;

  it('should let one lead and the others not, however often they ask', async () => {
    await expect(lead(0)).resolves.toBe(true);
    for (let time = 0; time < 5; time += 1) {
      await expect(lead(0)).resolves.toBe(true);
      await expect(lead(1)).resolves.toBe(false);
    }
  });

  it('should have exactly one leader when all ask at once, again and again', async () => {
    for (let round = 0; round < 10; round += 1) {
      await expect(leaders()).resolves.toBe(1);
      await Promise.all(locks.map((lock) => lock.release(KEY)));
    }
  });

  it('should hand over at once when the leader resigns', async () => {
    await lead(0);
    await locks[0]!.release(KEY);
    await expect(lead(1)).resolves.toBe(true);
    await expect(lead(0)).resolves.toBe(false);
  });

  it('should keep the lead over a connection that breaks', async () => {
    await lead(0);
    await sources[1]!.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'first' AND pid <> pg_backend_pid()`,
    );
    await expect(lead(1)).resolves.toBe(false);
    await expect(lead(0)).resolves.toBe(true);
  });

  it('should keep the lead by itself while a long step runs', async () => {
    await lead(0);
    const until = performance.now() + 8_000;
    while (performance.now() < until) {
      expect(await lead(1)).toBe(false);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    await expect(lead(0)).resolves.toBe(true);
  });

  it('should hand over from a leader whose heartbeat stopped, and tell it so', async () => {
    await lead(0);
    await databases[0]!.onApplicationShutdown();
    await expect(lead(1)).resolves.toBe(false);
    await until(() => lead(1));
    await expect(lead(0)).resolves.toBe(false);
  });

  it('should hand over when the leader shuts down', async () => {
    await lead(0);
    await locks[0]!.onApplicationShutdown();
    await expect(lead(2)).resolves.toBe(true);
  });

  it('should have a leader for each kind of work', async () => {
    await expect(lead(0, KEY)).resolves.toBe(true);
    await expect(lead(1, KEY + 1)).resolves.toBe(true);
    await expect(lead(0, KEY + 1)).resolves.toBe(false);
  });

  it('should not lead without a database, nor fail', async () => {
    const source = await new DataSource(
      dataSourceOptions({ url: parts.url, poolSize: 1, applicationName: 'gone' }),
    ).initialize();
    const database = new Database(source);
    const lock = new LeaderLock(database);
    await database.onApplicationShutdown();
    await source.destroy();
    await expect(lock.acquire(KEY)).resolves.toBe(false);
    await lock.release(KEY);
  });

  it('should not take back what it resigned from while it was asking', async () => {
    const asked = lead(0);
    await locks[0]!.release(KEY);
    await expect(asked).resolves.toBe(false);
    await expect(lead(0)).resolves.toBe(true);
  });

  it('should resign from what it never led', async () => {
    await locks[0]!.release(KEY);
    await expect(lead(0)).resolves.toBe(true);
  });
});
