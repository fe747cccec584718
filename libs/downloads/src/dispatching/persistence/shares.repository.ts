import { executeReturning, now } from '@app/database';
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
  generation: number;
}

/** Who has how much of the slots, and how it is taken back. */
@Injectable()
export class SharesRepository {
  constructor(@InjectRepository(DownloadEntity) private readonly downloads: Repository<DownloadEntity>) {}

  /** Of everybody who has some. */
  loads(): Promise<PersonLoad[]> {
    const waited = `extract(epoch FROM now() - min(d.enqueuedAt) FILTER (WHERE d.status = 'queued'))`;
    return this.downloads
      .createQueryBuilder('d')
      .select(['d.tenantId AS "tenantId"', 'd.requester AS requester'])
      .addSelect(
        `count(*) FILTER (WHERE d.status = 'running' AND d.yieldRunId IS DISTINCT FROM d.runId)`,
        'running',
      )
      .addSelect(`count(*) FILTER (WHERE d.status = 'running' AND d.yieldRunId = d.runId)`, 'yielding')
      .addSelect(`count(*) FILTER (WHERE d.status = 'queued')`, 'handedOver')
      .addSelect(`COALESCE(${waited}, 0)::float8`, 'waitedSeconds')
      .where(`d.status = 'running' OR (d.status = 'queued' AND d.enqueuedAt IS NOT NULL)`)
      .groupBy('d.tenantId, d.requester')
      .getRawMany();
  }

  /** Takes back what was handed over and has not begun. A worker that takes such a job finds it outdated. */
  async recall(owners: readonly Owner[]): Promise<RecalledJob[]> {
    const update = this.downloads.createQueryBuilder().update();
    update.set({ enqueuedAt: null, generation: () => 'generation + 1', updatedAt: now });
    update.where({ status: 'queued', enqueuedAt: Not(IsNull()) });
    update.andWhere(
      '(tenant_id, requester) IN (SELECT * FROM unnest(:tenants::text[], :requesters::text[]))',
    );
    update.setParameters({
      tenants: owners.map(({ tenantId }) => tenantId),
      requesters: owners.map(({ requester }) => requester),
    });
    const recalled = await executeReturning(update, ['id', 'generation']);
    return recalled.map(({ id, generation }) => ({ id, generation: generation - 1 }));
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
