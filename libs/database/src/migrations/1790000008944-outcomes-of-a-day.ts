import { SqlMigration } from '../sql-migration';

/** The ledger, added up by day: what metrics count from, instead of every line. */
export class OutcomesOfADay1790000008944 extends SqlMigration {
  protected readonly upSql = `CREATE TABLE download_outcome_days (
    day date NOT NULL,
    tenant_id text NOT NULL REFERENCES tenants,
    source text NOT NULL,
    status text NOT NULL,
    bucket smallint NOT NULL,
    downloads bigint NOT NULL,
    bytes bigint NOT NULL,
    seconds double precision NOT NULL,
    PRIMARY KEY (day, tenant_id, source, status, bucket)
  )`;

  protected readonly downSql = 'DROP TABLE download_outcome_days';
}
