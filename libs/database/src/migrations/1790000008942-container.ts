import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What container a download is wanted in. */
export class Container1790000008942 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A constant default is not written into the rows that are there: this takes no time.
    await runner.query(`ALTER TABLE downloads ADD container text NOT NULL DEFAULT 'mp4'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE downloads DROP COLUMN container');
  }
}
