import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The lead by a row that expires: it needs no session of its own, so a pooler may stand in between. */
export class LeaderLeases1790000008700 implements MigrationInterface {
  name = 'LeaderLeases1790000008700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE leader_leases (key integer PRIMARY KEY, holder uuid NOT NULL, expires_at timestamptz NOT NULL)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE leader_leases');
  }
}
