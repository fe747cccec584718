import { SqlMigration } from '../sql-migration';

/** The lead by a row that expires: it needs no session of its own, so a pooler may stand in between. */
export class LeaderLeases1790000008700 extends SqlMigration {
  protected readonly upSql = `CREATE TABLE leader_leases (key integer PRIMARY KEY, holder uuid NOT NULL, expires_at timestamptz NOT NULL)`;

  protected readonly downSql = 'DROP TABLE leader_leases';
}
