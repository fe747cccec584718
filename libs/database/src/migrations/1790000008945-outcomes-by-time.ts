import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from '../build-indexes';

/** The lines of the ledger that no day has yet. */
export class OutcomesByTime1790000008945 implements MigrationInterface {
  name = 'OutcomesByTime1790000008945';
  transaction = false as const;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, { download_outcomes_time: 'download_outcomes (created_at)' });
  }

  /** TypeORM reverts inside a transaction. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX IF EXISTS download_outcomes_time');
  }
}
