import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The address that used a session last, beside the one that it began at: people find sessions that are not theirs. */
export class WhereASessionWasSeen1790000008600 implements MigrationInterface {
  name = 'WhereASessionWasSeen1790000008600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sessions ADD COLUMN last_ip text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sessions DROP COLUMN last_ip');
  }
}
