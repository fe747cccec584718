import { SqlMigration } from '../sql-migration';

/** When a requested sync may begin: a pause that Google asks for is kept without losing the request. */
export class SyncRunAt1790000004000 extends SqlMigration {
  protected readonly upSql =
    'ALTER TABLE course_access ADD COLUMN sync_run_at timestamptz NOT NULL DEFAULT now()';

  protected readonly downSql = 'ALTER TABLE course_access DROP COLUMN sync_run_at';
}
