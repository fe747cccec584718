import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which storage the database belongs to, and where regular work continues. */
export class StorageIdentity1790000008800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE storage_identity (
        singleton boolean PRIMARY KEY DEFAULT true,
        id uuid NOT NULL,
        trusted boolean NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(),
        sweep_position jsonb,
        sweep_refusal text,
        quarantine_files bigint NOT NULL DEFAULT 0,
        quarantine_bytes bigint NOT NULL DEFAULT 0,
        quarantine_oldest timestamptz,
        CONSTRAINT storage_identity_one_row CHECK (singleton)
      );
      ALTER TABLE scheduled_work ADD COLUMN position text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE scheduled_work DROP COLUMN position');
    await runner.query('DROP TABLE storage_identity');
  }
}
