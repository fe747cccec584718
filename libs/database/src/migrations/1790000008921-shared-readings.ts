import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One account's reading of a course may serve others: who has listed a course when, and who has to by themselves. */
export class SharedReadings1790000008921 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE course_access ADD COLUMN sync_anew boolean NOT NULL DEFAULT false,
      ADD COLUMN sync_lists boolean NOT NULL DEFAULT false, ADD COLUMN listed_at timestamptz,
      ADD COLUMN own_due_at timestamptz`);
    await runner.query(`UPDATE course_access SET listed_at = synced_at WHERE sync_status = 'done'`);
    // What waits was asked for by people, who ask for all of a course.
    await runner.query(`UPDATE course_access SET sync_anew = true WHERE sync_status = 'queued'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE course_access DROP COLUMN own_due_at, DROP COLUMN listed_at,
      DROP COLUMN sync_lists, DROP COLUMN sync_anew`);
  }
}
