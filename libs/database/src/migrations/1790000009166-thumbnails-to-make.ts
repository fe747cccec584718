import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from '../build-indexes';

const INDEXES = { assets_without_thumbnail: 'assets (ready_at) WHERE key_frames_key IS NOT NULL' };

/** Thumbnails are made after their films are stored, of frames that are kept until then. */
export class ThumbnailsToMake1790000009166 implements MigrationInterface {
  /** CONCURRENTLY works outside transactions only. */
  transaction = false as const;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE assets ADD COLUMN IF NOT EXISTS key_frames_key text');
    await buildIndexes(runner, INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) await runner.query(`DROP INDEX IF EXISTS ${name}`);
    await runner.query('ALTER TABLE assets DROP COLUMN IF EXISTS key_frames_key');
  }
}
