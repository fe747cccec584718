import { SqlMigration } from '../sql-migration';

/** The runs that were counted as crashes, so that a process which was only stopped can take its own back. */
export class CrashedRuns1790000008900 extends SqlMigration {
  protected readonly upSql = `ALTER TABLE downloads ADD crashed_runs uuid[] NOT NULL DEFAULT '{}'`;

  protected readonly downSql = 'ALTER TABLE downloads DROP COLUMN crashed_runs';
}
