import { IndexMigration } from '../index-migration';

/** What somebody has of a video is found without looking at what everybody else has of it. */
export class DownloadsOfSource1790000009141 extends IndexMigration {
  protected readonly indexes = {
    downloads_of_source: 'downloads (tenant_id, requester, source_key, id DESC)',
  };
}
