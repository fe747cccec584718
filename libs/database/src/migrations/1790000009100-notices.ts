import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What admins tell the people of their tenant, or super-admins everybody, for a while. */
export class Notices1790000009100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE notices (
      id uuid PRIMARY KEY DEFAULT uuid_v7(),
      tenant_id text REFERENCES tenants,
      kind text NOT NULL CONSTRAINT notices_kind CHECK (kind IN ('info', 'maintenance', 'warning')),
      message text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      ends_at timestamptz NOT NULL
    )`);
    await runner.query('CREATE INDEX notices_end ON notices (ends_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notices');
  }
}
