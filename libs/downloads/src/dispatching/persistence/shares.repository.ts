import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { PersonLoad } from '../fair-share';
import type { Owner } from '../../owner';

/** A job that means nothing any more. */
export interface RecalledJob {
  id: string;
  /** Under which it was handed over. */
  dispatch: number;
}

/** Who has how much of the slots, and how it is taken back. SQL because the dispatcher asks several times a second. */
@Injectable()
export class SharesRepository {
  constructor(private readonly database: Database) {}

  /** Of everybody who has some. */
  async loads(): Promise<PersonLoad[]> {
    return this.database.rows<PersonLoad>(
      `SELECT tenant_id AS "tenantId", requester,
         count(*) FILTER (WHERE status = 'running' AND yield_run_id IS DISTINCT FROM run_id) AS running,
         count(*) FILTER (WHERE status = 'running' AND yield_run_id = run_id) AS yielding,
         count(*) FILTER (WHERE status = 'queued') AS "handedOver",
         COALESCE(extract(epoch FROM now() - min(admitted_at) FILTER (WHERE status = 'queued')), 0)::float8
           AS "waitedSeconds"
       FROM downloads WHERE status = 'running' OR (status = 'queued' AND admitted_at IS NOT NULL)
       GROUP BY tenant_id, requester`,
    );
  }

  /** Takes back what was handed over and has not begun. A worker that takes such a job finds it outdated. */
  async recall(owners: readonly Owner[]): Promise<RecalledJob[]> {
    return this.database.rows<RecalledJob>(
      `UPDATE downloads SET admitted_at = NULL, dispatch = dispatch + 1, updated_at = now()
       WHERE (tenant_id, requester) IN (SELECT * FROM unnest($1::text[], $2::text[]))
         AND status = 'queued' AND admitted_at IS NOT NULL
       RETURNING id, dispatch - 1 AS dispatch`,
      [owners.map(({ tenantId }) => tenantId), owners.map(({ requester }) => requester)],
    );
  }

  /**
   * Asks a run of the tenant to make way: the slowest, and of equals the one that was requested last. None
   * that has all its bytes.
   */
  async askToYield(tenantId: string): Promise<boolean> {
    const asked = await this.database.affected(
      `UPDATE downloads SET yield_run_id = run_id WHERE id = (
         SELECT id FROM downloads
         WHERE tenant_id = $1 AND status = 'running' AND phase IN ('resolving', 'downloading')
           AND yield_run_id IS DISTINCT FROM run_id
         ORDER BY speed NULLS FIRST, id DESC LIMIT 1 FOR UPDATE SKIP LOCKED)`,
      [tenantId],
    );
    return asked > 0;
  }
}
