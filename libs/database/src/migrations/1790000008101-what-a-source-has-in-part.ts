import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The file of the last run, where it was not whole: the same one again is all that the source has. */
export class WhatASourceHasInPart1790000008101 implements MigrationInterface {
  name = 'WhatASourceHasInPart1790000008101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE downloads ADD incomplete_sha256 text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE downloads DROP COLUMN incomplete_sha256');
  }
}
