import { DataSource } from 'typeorm';
import { testDatabase } from '../../../test/support/parts';
import { until } from '../../../test/support/until';
import { dataSourceOptions } from './data-source-options';
import { LeaderLock } from './leader-lock';

const KEY = 7_001;

describe(LeaderLock, () => {
  let parts: Awaited<ReturnType<typeof testDatabase>>;
  let sources: DataSource[];
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
    locks = sources.map((source) => new LeaderLock(source));
  });

  afterEach(async () => {
    await Promise.all(locks.map((lock) => lock.onApplicationShutdown()));
    await Promise.all(sources.map((source) => source.destroy()));
  });

  const lead = (index: number, key = KEY) => locks[index]!.lead(key);
  const leaders = async () => (await Promise.all(locks.map((lock) => lock.lead(KEY)))).filter(Boolean).length;

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
      await Promise.all(locks.map((lock) => lock.resign(KEY)));
    }
  });

  it('should hand over at once when the leader resigns', async () => {
    await lead(0);
    await locks[0]!.resign(KEY);
    await expect(lead(1)).resolves.toBe(true);
    await expect(lead(0)).resolves.toBe(false);
  });

  it('should hand over when the connection of the leader breaks, and tell it so', async () => {
    await lead(0);
    await sources[1]!.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'first' AND pid <> pg_backend_pid()`,
    );
    await until(() => lead(1));
    await expect(lead(0)).resolves.toBe(false);
    await expect(lead(1)).resolves.toBe(true);
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
    const lock = new LeaderLock(source);
    await source.destroy();
    await expect(lock.lead(KEY)).resolves.toBe(false);
    await lock.resign(KEY);
  });

  it('should resign from what it never led', async () => {
    await locks[0]!.resign(KEY);
    await expect(lead(0)).resolves.toBe(true);
  });
});
