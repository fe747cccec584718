import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ledger, added up by day: what metrics count from, instead of every line. */
export class OutcomesOfADay1790000008944 implements MigrationInterface {
  name = 'OutcomesOfADay1790000008944';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE download_outcome_days (
      day date NOT NULL,
      tenant_id text NOT NULL REFERENCES tenants,
      source text NOT NULL,
      status text NOT NULL,
      bucket smallint NOT NULL,
      downloads bigint NOT NULL,
      bytes bigint NOT NULL,
      seconds double precision NOT NULL,
      PRIMARY KEY (day, tenant_id, source, status, bucket)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE download_outcome_days');
  }
}
