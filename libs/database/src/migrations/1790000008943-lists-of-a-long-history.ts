import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from '../build-indexes';

const INDEXES = {
  downloads_of_person: 'downloads (tenant_id, requester, id DESC)',
  downloads_by_status: 'downloads (tenant_id, status, id DESC)',
  downloads_by_source: 'downloads (tenant_id, source, id DESC)',
  downloads_by_course: 'downloads (tenant_id, course_id, id DESC) WHERE course_id IS NOT NULL',
  // Also for the foreign key: removing an account asks for its downloads.
  downloads_by_credential: 'downloads (credential_id, id DESC) WHERE credential_id IS NOT NULL',
  downloads_by_change: 'downloads (tenant_id, updated_at DESC, id DESC)',
  downloads_by_title: 'downloads (tenant_id, lower(title), id)',
  downloads_by_priority: 'downloads (tenant_id, priority DESC, id)',
  downloads_title_words: 'downloads USING gin (lower(title) gin_trgm_ops)',
  // What a batch is told with, without a look at its downloads.
  downloads_batch_counts: `downloads (batch_id, status)
    INCLUDE (downloaded_bytes, total_bytes, progress_percent, speed, completed_at) WHERE batch_id IS NOT NULL`,
  downloads_queued: `downloads (host) WHERE status = 'queued'`,
};

/** Every order and filter of a list, and what is counted of the present, by an index. */
export class ListsOfALongHistory1790000008943 implements MigrationInterface {
  transaction = false as const;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    await buildIndexes(runner, INDEXES);
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS downloads_batch');
  }

  /** TypeORM reverts inside a transaction. The extension stays: it may be another role's, or used by others. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX IF NOT EXISTS downloads_batch ON downloads (batch_id, status) WHERE batch_id IS NOT NULL',
    );
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX IF EXISTS ${name}`);
  }
}
