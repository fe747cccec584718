import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A batch stays when its Google account goes. Before, it went too and left its downloads outside of any batch, where two
 * of the same video may not be under way: removing a person failed.
 */
export class BatchesOutliveAccounts1790000008200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE batches ALTER credential_id DROP NOT NULL,
      DROP CONSTRAINT batches_credential_id_fkey,
      ADD CONSTRAINT batches_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES credentials ON DELETE SET NULL`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE downloads SET batch_id = NULL
      WHERE status NOT IN ('queued', 'running') AND batch_id IN (SELECT id FROM batches WHERE credential_id IS NULL)`);
    await runner.query(
      `DELETE FROM downloads WHERE batch_id IN (SELECT id FROM batches WHERE credential_id IS NULL)`,
    );
    await runner.query('DELETE FROM batches WHERE credential_id IS NULL');
    await runner.query(`ALTER TABLE batches ALTER credential_id SET NOT NULL,
      DROP CONSTRAINT batches_credential_id_fkey,
      ADD CONSTRAINT batches_credential_id_fkey FOREIGN KEY (credential_id) REFERENCES credentials ON DELETE CASCADE`);
  }
}
