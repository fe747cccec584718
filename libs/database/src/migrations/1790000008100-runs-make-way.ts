import { SqlMigration } from '../sql-migration';

/** The run that was asked to make way for another tenant's. */
export class RunsMakeWay1790000008100 extends SqlMigration {
  protected readonly upSql = 'ALTER TABLE downloads ADD yield_run_id uuid';

  protected readonly downSql = 'ALTER TABLE downloads DROP COLUMN yield_run_id';
}
