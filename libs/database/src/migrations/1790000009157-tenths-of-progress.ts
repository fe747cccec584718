import { SqlMigration } from '../sql-migration';

/** Progress with one decimal. Beside the whole percents: another type of that column would write the table anew. */
export class TenthsOfProgress1790000009157 extends SqlMigration {
  protected readonly upSql = 'ALTER TABLE downloads ADD COLUMN progress_tenths smallint NOT NULL DEFAULT 0';

  protected readonly downSql = 'ALTER TABLE downloads DROP COLUMN progress_tenths';
}
