import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When regular work was last begun, so that one process does it and a restart does not repeat it. */
export class Maintenance1790000001000 implements MigrationInterface {
  name = 'Maintenance1790000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE scheduled_work (
        name text PRIMARY KEY,
        begun_at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE scheduled_work');
  }
}
