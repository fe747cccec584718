import { delay } from '@app/kernel';
import type { DataSource } from 'typeorm';

/** Two deployments that migrate at once take turns on this lock. */
const MIGRATION_LOCK = 7_301_001;
const ASK_EVERY_MS = 500;

/**
 * Runs `work` while nobody else migrates. Who waits for the lock asks again and again: a statement that waits would hold a
 * snapshot, and `CREATE INDEX CONCURRENTLY` of whoever has the lock would wait for its end, each for the other for ever.
 */
export async function withMigrationLock(dataSource: DataSource, work: () => Promise<void>): Promise<void> {
  const lock = dataSource.createQueryRunner();
  const isTaken = async () => {
    const sql = 'SELECT pg_try_advisory_lock($1) AS taken';
    const [row] = (await lock.query(sql, [MIGRATION_LOCK])) as { taken: boolean }[];
    return row?.taken === true;
  };
  try {
    while (!(await isTaken())) await delay(ASK_EVERY_MS);
    await work();
  } finally {
    // Where the connection is gone, so is the lock.
    await lock.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    await lock.release();
  }
}
