import { SqlMigration } from '../sql-migration';

/** The address that used a session last, beside the one that it began at: people find sessions that are not theirs. */
export class WhereASessionWasSeen1790000008600 extends SqlMigration {
  protected readonly upSql = 'ALTER TABLE sessions ADD COLUMN last_ip text';

  protected readonly downSql = 'ALTER TABLE sessions DROP COLUMN last_ip';
}
