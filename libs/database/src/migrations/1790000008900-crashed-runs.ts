import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The runs that were counted as crashes, so that a process which was only stopped can take its own back. */
export class CrashedRuns1790000008900 implements MigrationInterface {
  name = 'CrashedRuns1790000008900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE downloads ADD crashed_runs uuid[] NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE downloads DROP COLUMN crashed_runs');
  }
}
