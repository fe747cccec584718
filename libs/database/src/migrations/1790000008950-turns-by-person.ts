import type { MigrationInterface, QueryRunner } from 'typeorm';
import { buildIndexes } from '../build-indexes';

const WAITING = `WHERE status = 'queued' AND admitted_at IS NULL AND waiting_asset_id IS NULL`;

/**
 * The people of a tenant one by one, and the hosts of each: who has many hosts costs others nothing. The collation is not
 * that of any other index, so that PostgreSQL takes this one, whatever its statistics say of a minute ago.
 */
export class TurnsByPerson1790000008950 implements MigrationInterface {
  transaction = false as const;

  async up(runner: QueryRunner): Promise<void> {
    await buildIndexes(runner, {
      downloads_waiting_person: `downloads (tenant_id COLLATE "C", requester COLLATE "C", host COLLATE "C",
        (batch_id IS NOT NULL), priority DESC, id) ${WAITING}`,
    });
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS downloads_waiting_turn');
  }

  /** TypeORM reverts inside a transaction. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX IF NOT EXISTS downloads_waiting_turn
      ON downloads (tenant_id, host, requester, (batch_id IS NOT NULL), priority DESC, id) ${WAITING}`);
    await runner.query('DROP INDEX IF EXISTS downloads_waiting_person');
  }
}
