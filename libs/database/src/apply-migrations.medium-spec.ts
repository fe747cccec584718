import { DataSource } from 'typeorm';
import { testDatabase } from '@app/testing/parts';
import { applyMigrations } from './apply-migrations';
import { dataSourceOptions } from './data-source-options';

describe(applyMigrations, () => {
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let migrating: DataSource;
  let serving: DataSource;
  const log: string[] = [];

  beforeAll(async () => {
    database = await testDatabase();
    const connect = (lockTimeoutMs?: number) =>
      new DataSource(
        dataSourceOptions({
          url: database.url,
          poolSize: 2,
          applicationName: 'tests',
          statementTimeoutMs: 0,
          ...(lockTimeoutMs === undefined ? {} : { lockTimeoutMs }),
        }),
      ).initialize();
    migrating = await connect(200);
    serving = await connect();
  });

  afterAll(async () => {
    await migrating.destroy();
    await serving.destroy();
    await database.drop();
  });

  const hasColumn = async () => {
    const found = await serving.query<object[]>(
      `SELECT 1 FROM information_schema.columns WHERE table_name = 'downloads' AND column_name = 'yield_run_id'`,
    );
    return found.length > 0;
  };

  it('should let others go first where a table is in use, and tell what it did', async () => {
    while (await hasColumn()) await migrating.undoLastMigration();
    const reader = serving.createQueryRunner();
    await reader.startTransaction();
    await reader.query('SELECT 1 FROM downloads');
    const applied = applyMigrations(migrating, {
      log: (line) => {
        log.push(line);
        // It gave up for now: whoever reads is not held up.
        if (line.includes('in use')) void reader.commitTransaction();
      },
      pauseMs: 300,
    });
    await applied;
    await reader.release();
    expect(await hasColumn()).toBe(true);
    expect(log[0]).toBe('a table is in use, trying again');
    expect(log).toContain('applied RunsMakeWay1790000008100');
  });

  it('should give up after so many tries', async () => {
    while (await hasColumn()) await migrating.undoLastMigration();
    const reader = serving.createQueryRunner();
    await reader.startTransaction();
    await reader.query('SELECT 1 FROM downloads');
    await expect(
      applyMigrations(migrating, { log: () => undefined, tries: 2, pauseMs: 1 }),
    ).rejects.toMatchObject({ code: '55P03' });
    await reader.rollbackTransaction();
    await reader.release();
  });
});
