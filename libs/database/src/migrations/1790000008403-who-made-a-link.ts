import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever opens a link is told who made it. */
export class WhoMadeALink1790000008403 implements MigrationInterface {
  name = 'WhoMadeALink1790000008403';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE connect_requests ADD made_by text, ADD made_by_name text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE connect_requests DROP made_by, DROP made_by_name');
  }
}
