import type { QueryRunner } from 'typeorm';

/**
 * Builds indexes on tables that may be large, beside the work that goes on. For migrations with `transaction = false`:
 * PostgreSQL does this outside transactions only. May be repeated after it was interrupted.
 * @param indexes what stands between `INDEX name ON` and the end, by name
 */
export async function buildIndexes(runner: QueryRunner, indexes: Record<string, string>): Promise<void> {
  // It waits for older transactions, and nobody waits for it meanwhile.
  await runner.query('SET lock_timeout = 0');
  for (const [name, definition] of Object.entries(indexes)) {
    // One that was interrupted is there but invalid.
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
    await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON ${definition}`);
  }
  await runner.query('RESET lock_timeout');
}
