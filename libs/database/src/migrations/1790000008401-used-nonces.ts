import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A request that a key signed for a person counts once. */
export class UsedNonces1790000008401 implements MigrationInterface {
  name = 'UsedNonces1790000008401';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE used_nonces (
        api_key_id uuid NOT NULL,
        nonce text NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (api_key_id, nonce)
      );
      CREATE INDEX used_nonces_expiry ON used_nonces (expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE used_nonces');
  }
}
