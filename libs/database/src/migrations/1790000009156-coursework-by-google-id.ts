import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from '../build-indexes';

const INDEXES = { coursework_of_tenant: 'coursework (tenant_id, google_id)' };

/** An item is found by Google's id without its course. */
export class CourseworkByGoogleId1790000009156 implements MigrationInterface {
  name = 'CourseworkByGoogleId1790000009156';
  /** CONCURRENTLY works outside transactions only. */
  transaction = false as const;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, INDEXES);
  }

  /** TypeORM reverts inside a transaction. */
  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX IF EXISTS ${name}`);
  }
}
