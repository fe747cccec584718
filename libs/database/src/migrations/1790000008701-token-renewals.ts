import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who renews an account's token at Google, and for how long that counts: no transaction is open meanwhile. */
export class TokenRenewals1790000008701 implements MigrationInterface {
  name = 'TokenRenewals1790000008701';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE credentials ADD COLUMN renewal_id uuid, ADD COLUMN renewal_until timestamptz`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE credentials DROP COLUMN renewal_id, DROP COLUMN renewal_until`);
  }
}
