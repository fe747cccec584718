import { SqlMigration } from '../sql-migration';

/** The file of the last run, where it was not whole: the same one again is all that the source has. */
export class WhatASourceHasInPart1790000008101 extends SqlMigration {
  protected readonly upSql = 'ALTER TABLE downloads ADD incomplete_sha256 text';

  protected readonly downSql = 'ALTER TABLE downloads DROP COLUMN incomplete_sha256';
}
