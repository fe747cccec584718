import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Progress with one decimal. Beside the whole percents: another type of that column would write the table anew. */
export class TenthsOfProgress1790000009157 implements MigrationInterface {
  name = 'TenthsOfProgress1790000009157';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE downloads ADD COLUMN progress_tenths smallint NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE downloads DROP COLUMN progress_tenths');
  }
}
