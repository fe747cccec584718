import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from '../build-indexes';

/** Whose turn it is inside a tenant, found without looking at what waits for hosts that take none. */
export class TurnsInsideATenant1790000008940 implements MigrationInterface {
  transaction = false as const;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      downloads_waiting_turn: `downloads (tenant_id, host, requester, (batch_id IS NOT NULL), priority DESC, id)
        WHERE status = 'queued' AND admitted_at IS NULL AND waiting_asset_id IS NULL`,
    });
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS downloads_backlog');
  }

  /** TypeORM reverts inside a transaction. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX IF NOT EXISTS downloads_backlog ON downloads (tenant_id, priority DESC, id)
      WHERE status = 'queued' AND admitted_at IS NULL AND waiting_asset_id IS NULL`);
    await runner.query('DROP INDEX IF EXISTS downloads_waiting_turn');
  }
}
