import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = {
  downloads_ended: `downloads (status, completed_at) WHERE status IN ('completed', 'failed', 'cancelled')`,
  assets_run: `assets (run_id) WHERE state = 'ready'`,
  assets_fetching: `assets (created_at) WHERE state = 'fetching'`,
};

/** What the clean-up looks for is found by indexes: its cost follows what goes, not what stays. */
export class RetentionIndexes1790000008801 implements MigrationInterface {
  /** CONCURRENTLY blocks no writer and works outside transactions only. */
  transaction = false as const;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, definition] of Object.entries(INDEXES)) {
      // One that was interrupted is there but invalid.
      await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${name}`);
      await runner.query(`CREATE INDEX CONCURRENTLY ${name} ON ${definition}`);
    }
  }

  /** TypeORM reverts inside a transaction. */
  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX IF EXISTS ${name}`);
  }
}
