import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The same wish for a course, made again while it is being read, is the same batch. */
export class OneDiscoveryAWish1790000007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Of those that were made more than once before, the first stays.
    await runner.query(`UPDATE batches b SET stage = 'cancelled', updated_at = now()
      WHERE stage = 'discovering' AND EXISTS (
        SELECT 1 FROM batches o WHERE o.stage = 'discovering' AND o.id < b.id AND o.tenant_id = b.tenant_id
          AND o.requester = b.requester AND o.credential_id = b.credential_id AND o.course_id = b.course_id
          AND o.kinds = b.kinds AND o.skip_existing = b.skip_existing AND o.quality = b.quality
          AND o.subtitles = b.subtitles)`);
    await runner.query(`CREATE UNIQUE INDEX batches_one_discovering ON batches
      (tenant_id, requester, credential_id, course_id, kinds, skip_existing, quality, subtitles)
      WHERE stage = 'discovering'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX batches_one_discovering');
  }
}
