import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from '../build-indexes';

const INDEXES = { downloads_of_source: 'downloads (tenant_id, requester, source_key, id DESC)' };

/** What somebody has of a video is found without looking at what everybody else has of it. */
export class DownloadsOfSource1790000009141 implements MigrationInterface {
  name = 'DownloadsOfSource1790000009141';
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
