import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which files a person has: what their quota is counted from. */
export class FilesOfAPerson1790000008202 implements MigrationInterface {
  /** An index over many rows is made beside the work that goes on. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // One that an earlier try left unfinished would never be used.
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS downloads_files');
    await runner.query(`CREATE INDEX CONCURRENTLY downloads_files ON downloads (tenant_id, requester, asset_id)
      WHERE asset_id IS NOT NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX IF EXISTS downloads_files');
  }
}
