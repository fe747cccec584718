import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The run that was asked to make way for another tenant's. */
export class RunsMakeWay1790000008100 implements MigrationInterface {
  name = 'RunsMakeWay1790000008100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE downloads ADD yield_run_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE downloads DROP COLUMN yield_run_id');
  }
}
