import { Database, executeReturning, now } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, Not, type Repository } from 'typeorm';
import type { PersonLoad } from '../fair-share';
import type { Owner } from '../../owner';
import { DownloadEntity } from '../../persistence/download.entity';

/** A job that means nothing any more. */
export interface RecalledJob {
  id: string;
  /** Under which it was handed over. */
  dispatch: number;
}

/** Who has how much of the slots, and how it is taken back. */
@Injectable()
export class SharesRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(DownloadEntity) private readonly downloads: Repository<DownloadEntity>,
  ) {}

  /** Of everybody who has some. */
  async loads(): Promise<PersonLoad[]> {
    // SQL because the dispatcher asks several times a second.
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
    const update = this.downloads.createQueryBuilder().update();
    update.set({ admittedAt: null, dispatch: () => 'dispatch + 1', updatedAt: now });
    update.where({ status: 'queued', admittedAt: Not(IsNull()) });
    update.andWhere(
      '(tenant_id, requester) IN (SELECT * FROM unnest(:tenants::text[], :requesters::text[]))',
    );
    update.setParameters({
      tenants: owners.map(({ tenantId }) => tenantId),
      requesters: owners.map(({ requester }) => requester),
    });
    const recalled = await executeReturning(update, ['id', 'dispatch']);
    return recalled.map(({ id, dispatch }) => ({ id, dispatch: dispatch - 1 }));
  }

  /**
   * Asks a run of the tenant to make way: the slowest, and of equals the one that was requested last. None
   * that has all its bytes.
   */
  async askToYield(tenantId: string): Promise<boolean> {
    const slowest = this.downloads.createQueryBuilder('d').select('d.id');
    slowest.where({ tenantId, status: 'running', phase: In(['resolving', 'downloading']) });
    slowest.andWhere('d.yieldRunId IS DISTINCT FROM d.runId');
    slowest.orderBy('d.speed', 'ASC', 'NULLS FIRST').addOrderBy('d.id', 'DESC').limit(1);
    const update = this.downloads
      .createQueryBuilder()
      .update()
      .set({ yieldRunId: () => 'run_id' });
    update
      .where(`id = (${slowest.getQuery()} FOR UPDATE SKIP LOCKED)`)
      .setParameters(slowest.getParameters());
    return (await update.execute()).affected === 1;
  }
}
