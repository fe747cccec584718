import { SqlMigration } from '../sql-migration';

/** A video that goes is looked for among the downloads: without an index that is all of them, for each video. */
export class DownloadsOfAVideo1790000007002 extends SqlMigration {
  protected readonly upSql =
    'CREATE INDEX downloads_video ON downloads (video_id) WHERE video_id IS NOT NULL';

  protected readonly downSql = 'DROP INDEX downloads_video';
}
