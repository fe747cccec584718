import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An e-mail address that a person set without anybody's word must not open an account to who owns the address. */
export class VouchedAddresses1790000006001 implements MigrationInterface {
  name = 'VouchedAddresses1790000006001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE users ADD email_vouched boolean NOT NULL DEFAULT true');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE users DROP email_vouched');
  }
}
