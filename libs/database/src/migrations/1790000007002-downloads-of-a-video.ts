import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A video that goes is looked for among the downloads: without an index that is all of them, for each video. */
export class DownloadsOfAVideo1790000007002 implements MigrationInterface {
  name = 'DownloadsOfAVideo1790000007002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX downloads_video ON downloads (video_id) WHERE video_id IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX downloads_video');
  }
}
