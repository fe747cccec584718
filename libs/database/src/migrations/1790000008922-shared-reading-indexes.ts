import { IndexMigration } from '../index-migration';

/** Who has read a course, and who waits for a reading of it, is found by indexes: a thousand students share one. */
export class SharedReadingIndexes1790000008922 extends IndexMigration {
  protected readonly indexes = {
    course_access_listed: 'course_access (course_id, role, listed_at)',
    course_access_waiting: `course_access (course_id, role, sync_asked_at) WHERE sync_status IN ('queued', 'running')`,
  };
}
