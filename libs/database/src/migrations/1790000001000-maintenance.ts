import { SqlMigration } from '../sql-migration';

/** When regular work was last begun, so that one process does it and a restart does not repeat it. */
export class Maintenance1790000001000 extends SqlMigration {
  protected readonly upSql = `
    CREATE TABLE scheduled_work (
      name text PRIMARY KEY,
      begun_at timestamptz NOT NULL DEFAULT now()
    );
  `;

  protected readonly downSql = 'DROP TABLE scheduled_work';
}
