import type { CourseWarning } from '@app/courses';
import { Database, executeReturning, fromNow, isOlderThan, now, selectList } from '@app/database';
import { afterCrash } from '@app/work';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, type Repository } from 'typeorm';
import type { BlockedInBatch } from '../batch';
import { BatchEntity } from './batch.entity';

/** A discovery that was not heard of for this long has died. */
const LEASE = `interval '30 seconds'`;
const CRASHED = afterCrash({ status: 'stage', waiting: 'discovering' });

/** What a discovery has found, but for the downloads themselves. */
export interface DiscoveryResult {
  skipped: number;
  blocked: BlockedInBatch[];
  warnings: CourseWarning[];
}

const REQUEST = [
  'tenantId',
  'requester',
  'credentialId',
  'courseId',
  'kinds',
  'skipExisting',
  'quality',
  'subtitles',
  'attempt',
  'correlationId',
  'askedAt',
] as const satisfies readonly (keyof BatchEntity)[];

export interface BatchDiscovery extends Pick<BatchEntity, (typeof REQUEST)[number]> {
  batchId: string;
  runId: string;
}

const PENDING = ['id', 'dispatch', 'correlationId'] as const satisfies readonly (keyof BatchEntity)[];

export type PendingBatch = Pick<BatchEntity, (typeof PENDING)[number]>;

/** The discovering stage of a batch: who does it, and how it ends. */
@Injectable()
export class BatchDiscoveryRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(BatchEntity) private readonly batches: Repository<BatchEntity>,
  ) {}

  async claim(batchId: string, dispatch: number, runId: string): Promise<BatchDiscovery | undefined> {
    const claim = this.batches
      .createQueryBuilder()
      .update()
      .set({
        runId,
        heartbeatAt: now,
        crashCount: () => 'crash_count + (heartbeat_at IS NOT NULL)::int',
        updatedAt: now,
      })
      .where({ id: batchId, dispatch, stage: 'discovering' })
      // After the third death it is given up, not taken up again.
      .andWhere(`(heartbeat_at IS NULL OR NOT ${CRASHED.isPoison})`);
    const [batch] = await executeReturning(claim, [...REQUEST]);
    return batch && { ...batch, batchId, runId };
  }

  /** SQL: a repository does not go over the vital connection. */
  async heartbeat({ batchId, runId }: BatchDiscovery): Promise<boolean> {
    const sql = `UPDATE batches SET heartbeat_at = now() WHERE id = $1 AND run_id = $2 AND stage = 'discovering'`;
    return (await this.database.vital(() => this.database.affected(sql, [batchId, runId]))) === 1;
  }

  /** Ends the stage; belongs into the transaction that adds the downloads. False when the batch was cancelled or taken over. */
  async finish(discovery: BatchDiscovery, { skipped, blocked, warnings }: DiscoveryResult): Promise<boolean> {
    const { affected } = await this.batches.update(claimedBy(discovery), {
      stage: 'discovered',
      skippedVideos: skipped,
      blocked,
      warnings,
      crashCount: 0,
      errorCode: null,
      errorMessage: null,
      discoveredAt: now,
      updatedAt: now,
    });
    return affected === 1;
  }

  async fail(discovery: BatchDiscovery, code: string, message: string): Promise<void> {
    await this.batches.update(claimedBy(discovery), {
      stage: 'failed',
      crashCount: 0,
      errorCode: code,
      errorMessage: message,
      updatedAt: now,
    });
  }

  async requeue(
    discovery: BatchDiscovery,
    {
      delayMs,
      spentAttempts,
      code,
      message,
    }: { delayMs: number; spentAttempts: number; code?: string; message?: string },
  ): Promise<void> {
    await this.batches
      .createQueryBuilder()
      .update()
      .set({
        dispatch: () => 'dispatch + 1',
        admittedAt: null,
        heartbeatAt: null,
        runAt: fromNow({ secs: delayMs / 1000 }),
        attempt: () => 'attempt + :spentAttempts',
        crashCount: 0,
        errorCode: code ?? null,
        errorMessage: message ?? null,
        updatedAt: now,
      })
      .where(claimedBy(discovery))
      .setParameters({ spentAttempts })
      .execute();
  }

  /** SQL: what is updated comes from a SELECT that skips locked rows. */
  async enqueue(limit: number): Promise<PendingBatch[]> {
    return this.database.rows<PendingBatch>(
      `UPDATE batches b SET admitted_at = now() WHERE b.id IN (
         SELECT id FROM batches WHERE stage = 'discovering' AND admitted_at IS NULL AND run_at <= now()
         ORDER BY run_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING ${selectList(this.batches, 'b', PENDING)}`,
      [limit],
    );
  }

  async listEnqueuedLongAgo(): Promise<PendingBatch[]> {
    return this.batches.find({
      select: { id: true, dispatch: true, correlationId: true },
      where: {
        stage: 'discovering',
        admittedAt: isOlderThan({ secs: 10 }),
        heartbeatAt: IsNull(),
      },
    });
  }

  /**
   * Discoveries whose worker died begin again, or are given up as poison. Ids of the latter. SQL: the assignments are
   * those of all claimed work.
   */
  async rescueStale({ code, message }: { code: string; message: string }): Promise<string[]> {
    const rows = await this.database.rows<Pick<BatchEntity, 'id' | 'stage'>>(
      `UPDATE batches SET ${CRASHED.set}, heartbeat_at = NULL, updated_at = now()
       WHERE stage = 'discovering' AND heartbeat_at < now() - ${LEASE} RETURNING id, stage`,
      [code, message],
    );
    return rows.filter(({ stage }) => stage === 'failed').map(({ id }) => id);
  }
}

function claimedBy({ batchId, runId }: BatchDiscovery) {
  return { id: batchId, runId, stage: 'discovering' } as const;
}
