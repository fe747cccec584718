import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A batch may be read again long after it was made: its patience begins anew then. */
export class SinceWhenABatchIsRead1790000007003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE batches ADD asked_at timestamptz NOT NULL DEFAULT now()');
    await runner.query('UPDATE batches SET asked_at = created_at');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE batches DROP asked_at');
  }
}
