import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The one token that makes a first admin where the environment names none. */
export class SetupToken1790000002004 implements MigrationInterface {
  name = 'SetupToken1790000002004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE setup_tokens (
        single boolean PRIMARY KEY DEFAULT true,
        token_hash text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT setup_tokens_single CHECK (single)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE setup_tokens');
  }
}
