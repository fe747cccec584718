import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a requested sync may begin: a pause that Google asks for is kept without losing the request. */
export class SyncRunAt1790000004000 implements MigrationInterface {
  name = 'SyncRunAt1790000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE course_access ADD COLUMN sync_run_at timestamptz NOT NULL DEFAULT now()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE course_access DROP COLUMN sync_run_at');
  }
}
