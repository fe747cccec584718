import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from '../build-indexes';

const INDEXES = {
  course_access_listed: 'course_access (course_id, role, listed_at)',
  course_access_waiting: `course_access (course_id, role, sync_asked_at) WHERE sync_status IN ('queued', 'running')`,
};

/** Who has read a course, and who waits for a reading of it, is found by indexes: a thousand students share one. */
export class SharedReadingIndexes1790000008922 implements MigrationInterface {
  name = 'SharedReadingIndexes1790000008922';
  /** CONCURRENTLY works outside transactions only. */
  transaction = false as const;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
  }

  /** TypeORM reverts inside a transaction. */
  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX IF EXISTS ${name}`);
  }
}
