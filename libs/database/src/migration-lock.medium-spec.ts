import { DataSource } from 'typeorm';
import { until } from '@app/testing/until';
import { useDatabase } from '@app/testing/use-database';
import { buildIndexes } from './build-indexes';
import { dataSourceOptions } from './data-source-options';
import { withMigrationLock } from './migration-lock';

describe(withMigrationLock, () => {
  const { url, source } = useDatabase();
  const deployments: DataSource[] = [];

  async function deployment(applicationName: string): Promise<DataSource> {
    const settings = { url, poolSize: 2, applicationName, statementTimeoutMs: 0, lockTimeoutMs: 3_000 };
    const dataSource = await new DataSource(dataSourceOptions(settings)).initialize();
    deployments.push(dataSource);
    return dataSource;
  }

  afterEach(async () => {
    // One that hangs would hold its connection.
    await source.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'deployment %'`,
    );
    for (const dataSource of deployments.splice(0)) await dataSource.destroy();
  });

  const hasAsked = async (applicationName: string) => {
    const asked = await source.query<object[]>(
      `SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND query LIKE '%advisory_lock%'`,
      [applicationName],
    );
    return asked.length > 0;
  };

  it('should let two deployments take turns, also where the first one builds indexes beside the work that goes on', async () => {
    const [first, second] = [await deployment('deployment one'), await deployment('deployment two')];
    await first.query('CREATE TABLE notes (id int)');
    const begun: string[] = [];
    const waiting = Promise.withResolvers<undefined>();
    const both = [
      withMigrationLock(first, async () => {
        begun.push('first');
        waiting.resolve(undefined);
        await until(() => hasAsked('deployment two'));
        const runner = first.createQueryRunner();
        await buildIndexes(runner, { notes_id: 'notes (id)' });
        await runner.release();
        begun.push('first is done');
      }),
      waiting.promise.then(() =>
        withMigrationLock(second, async () => {
          begun.push('second');
        }),
      ),
    ];
    await Promise.all(both);
    expect(begun).toEqual(['first', 'first is done', 'second']);
  });

  it('should let the next one begin after one that failed', async () => {
    const [first, second] = [await deployment('deployment one'), await deployment('deployment two')];
    await expect(withMigrationLock(first, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(withMigrationLock(second, async () => undefined)).resolves.toBeUndefined();
  });
});
