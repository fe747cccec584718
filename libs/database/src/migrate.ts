// First: what follows may not load on an old Node.
import '@app/runtime';
import { join } from 'node:path';
import { readMigrationSettings } from '@app/config';
import { StartupError } from '@app/kernel';
import { DataSource } from 'typeorm';
import { grantToApps } from './app-privileges';
import { applyMigrations } from './apply-migrations';
import { dataSourceOptions } from './data-source-options';
import { withMigrationLock } from './migration-lock';
import { requirePostgres } from './server-version';

/** Whoever comes after a migration that waits for a table waits too. */
const LOCK_TIMEOUT_MS = 3_000;

async function run(dataSource: DataSource): Promise<void> {
  await applyMigrations(dataSource, { log: (line) => console.log(line) });
}

async function revert(dataSource: DataSource): Promise<void> {
  await dataSource.undoLastMigration();
  console.log('reverted the newest migration');
}

/** Foreign keys cross the libs, which do not know each other's entities: they stand in the migrations alone. */
const FOREIGN_KEY = /DROP CONSTRAINT "\w+_fkey"$/;

/** Fails when entities and tables differ: somebody changed one without the other. */
async function check(dataSource: DataSource): Promise<void> {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  const differences = upQueries.map(({ query }) => query).filter((query) => !FOREIGN_KEY.test(query));
  for (const query of differences) console.error(query);
  if (differences.length > 0) throw new StartupError('the entities and the migrations disagree (see above)');
  console.log('entities and migrations agree');
}

const COMMANDS = { run, revert, check };

async function main(name: string | undefined): Promise<void> {
  const command = Object.entries(COMMANDS).find(([known]) => known === name)?.[1];
  if (!command) throw new StartupError(`usage: migrate ${Object.keys(COMMANDS).join(' | ')}`);
  const { url, apps } = readMigrationSettings();
  const entities = [join(__dirname, '../../*/src/**/persistence/*.entity.js')];
  const options = dataSourceOptions({
    url,
    poolSize: 2,
    applicationName: 'classroom-migrate',
    statementTimeoutMs: 0,
    lockTimeoutMs: LOCK_TIMEOUT_MS,
  });
  const dataSource = await new DataSource({ ...options, entities }).initialize();
  try {
    await requirePostgres(dataSource);
    await withMigrationLock(dataSource, async () => {
      await command(dataSource);
      if (apps && name === 'run') await grantToApps(dataSource, apps);
    });
  } finally {
    await dataSource.destroy();
  }
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
