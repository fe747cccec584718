import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Readings of courses and discoveries of batches count crashes and have an age; and whether a folder was cut. */
export class CrashesOfReadings1790000008920 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE course_access ADD COLUMN sync_crash_count integer NOT NULL DEFAULT 0,
      ADD COLUMN sync_asked_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN sync_error_hint text,
      ADD COLUMN truncated_items integer NOT NULL DEFAULT 0`);
    await runner.query('ALTER TABLE coursework_access ADD COLUMN truncated boolean NOT NULL DEFAULT false');
    await runner.query(`ALTER TABLE batches ADD COLUMN crash_count integer NOT NULL DEFAULT 0,
      ADD COLUMN warnings jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE batches DROP COLUMN warnings, DROP COLUMN crash_count');
    await runner.query('ALTER TABLE coursework_access DROP COLUMN truncated');
    await runner.query(`ALTER TABLE course_access DROP COLUMN truncated_items, DROP COLUMN sync_error_hint,
      DROP COLUMN sync_asked_at, DROP COLUMN sync_crash_count`);
  }
}
