import { readdir, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { freePort } from './free-port';
import { LocalPostgres } from '../../apps/local/src/services/local-postgres';
import { dataSourceOptions } from '../../libs/database/src/data-source-options';
import type { NodeProcessRunner } from '../../libs/process/src';
import { isAlive } from './processes';

/** The migrated database that those of the specs are copied from. */
export const TEMPLATE = 'classroom_template';

/** A file system in memory. A database is a thousand small files, and each spec has one of its own. */
const MEMORY = '/dev/shm';
/** A tenth of that is used. */
const MIN_FREE_BYTES = 2 * 1024 ** 3;
const PREFIX = 'classroom-test-postgres-';

const WITHOUT_DURABILITY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** A PostgreSQL for all tests, without durability. @param more settings of postgresql.conf */
export async function startTemplatePostgres(
  processes: NodeProcessRunner,
  more: Record<string, string>,
): Promise<{ postgres: LocalPostgres; stop: () => Promise<void> }> {
  const directory = join(await fastDisk(), `${PREFIX}${String(process.pid)}`);
  const postgres = new LocalPostgres(processes, {
    directory: join(directory, 'data'),
    port: await freePort(),
    password: 'only-for-tests',
    settings: { ...WITHOUT_DURABILITY, max_connections: '400', max_wal_size: '128MB', ...more },
  });
  await postgres.start();
  await postgres.createDatabase(TEMPLATE);
  const options = { url: postgres.url(TEMPLATE), poolSize: 1, applicationName: 'tests' };
  const dataSource = await new DataSource(dataSourceOptions(options)).initialize();
  await dataSource.runMigrations();
  await dataSource.destroy();
  const stop = async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
  return { postgres, stop };
}

/** Memory where there is enough of it, without what runs that were killed have left there. */
async function fastDisk(): Promise<string> {
  const found = await statfs(MEMORY).catch(() => undefined);
  if (found === undefined || found.bavail * found.bsize < MIN_FREE_BYTES) return tmpdir();
  for (const name of await readdir(MEMORY)) {
    const isOurs = name.startsWith(PREFIX);
    if (isOurs && !(await isAlive(Number(name.slice(PREFIX.length)))))
      await rm(join(MEMORY, name), { recursive: true, force: true });
  }
  return MEMORY;
}
