import { StartupError } from '@app/kernel';
import type { DataSource } from 'typeorm';

const OLDEST = 15;

/** @throws StartupError in one line when PostgreSQL is too old */
export async function requirePostgres(dataSource: DataSource): Promise<void> {
  const [server] = await dataSource.query<{ version: string }[]>(
    `SELECT current_setting('server_version_num') AS version`,
  );
  const major = Math.floor(Number(server?.version) / 10_000);
  if (major >= OLDEST) return;
  throw new StartupError(
    `PostgreSQL ${String(major)} is too old: version ${String(OLDEST)} or newer is needed.`,
  );
}
