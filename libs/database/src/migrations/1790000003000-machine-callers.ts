import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many requests a key may make, and the secret with which it signs what it does on behalf of people. */
export class MachineCallers1790000003000 implements MigrationInterface {
  name = 'MachineCallers1790000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_keys ADD rate_per_minute integer, ADD signing_secret text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE api_keys DROP rate_per_minute, DROP signing_secret');
  }
}
