import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { LocalPostgres } from '../../apps/local/src/services/local-postgres';
import { freePort } from '../../apps/local/src/services/free-port';
import { startSandbox } from '../../apps/sandbox/src/start-sandbox';
import { dataSourceOptions } from '../../libs/database/src/data-source-options';
import { NodeProcessRunner } from '../../libs/process/src';
import { PARTS_VARIABLE, temporaryDirectory, type SharedParts } from './parts';

const WITHOUT_DURABILITY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
const TEMPLATE = 'classroom_template';

/** Started once for all tests. */
export default async function startParts(): Promise<void> {
  await startSharedParts();
}

/** PostgreSQL with a migrated template, and the sandbox's videos. @param more settings of postgresql.conf */
export async function startSharedParts(more: Record<string, string> = {}): Promise<void> {
  if (process.env[PARTS_VARIABLE] !== undefined) return;
  const processes = new NodeProcessRunner();
  const directory = await temporaryDirectory();
  const postgres = new LocalPostgres(processes, {
    directory: join(directory.path, 'postgres'),
    port: await freePort(),
    password: 'only-for-tests',
    settings: { ...WITHOUT_DURABILITY, max_connections: '400', ...more },
  });
  await postgres.start();
  await postgres.createDatabase(TEMPLATE);
  const url = postgres.url(TEMPLATE);
  const dataSource = await new DataSource(
    dataSourceOptions({ url, poolSize: 1, applicationName: 'tests' }),
  ).initialize();
  await dataSource.runMigrations();
  await dataSource.destroy();
  const mediaDirectory = join(process.cwd(), '.data', 'test-media');
  const sandbox = await startSandbox({
    port: 0,
    mediaDirectory,
    processes,
    ffmpeg: process.env.FFMPEG_PATH ?? 'ffmpeg',
    secret: 'tests',
    throttle: { bytesPerSecond: 0 },
  });
  await sandbox.close();
  const parts: SharedParts = { postgresUrl: postgres.url('postgres'), template: TEMPLATE, mediaDirectory };
  process.env[PARTS_VARIABLE] = JSON.stringify(parts);
  Object.assign(globalThis, {
    stopParts: async () => {
      await postgres.stop();
      await directory.remove();
    },
  });
}
