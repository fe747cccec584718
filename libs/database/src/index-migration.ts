import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from './build-indexes';

/** Adds indexes, and does nothing else. */
export abstract class IndexMigration implements MigrationInterface {
  /** CONCURRENTLY works outside transactions only. */
  transaction = false as const;
  /** As `buildIndexes` takes them. */
  protected abstract readonly indexes: Record<string, string>;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, this.indexes);
  }

  /** TypeORM reverts inside a transaction. */
  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(this.indexes)) await runner.query(`DROP INDEX IF EXISTS ${name}`);
  }
}
