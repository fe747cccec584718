import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A text of SQL, and another that takes back what it did. */
export abstract class SqlMigration implements MigrationInterface {
  protected abstract readonly upSql: string;
  protected abstract readonly downSql: string;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(this.upSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(this.downSql);
  }
}
