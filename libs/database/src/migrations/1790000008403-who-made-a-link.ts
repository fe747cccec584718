import { SqlMigration } from '../sql-migration';

/** Whoever opens a link is told who made it. */
export class WhoMadeALink1790000008403 extends SqlMigration {
  protected readonly upSql = 'ALTER TABLE connect_requests ADD made_by text, ADD made_by_name text';

  protected readonly downSql = 'ALTER TABLE connect_requests DROP made_by, DROP made_by_name';
}
