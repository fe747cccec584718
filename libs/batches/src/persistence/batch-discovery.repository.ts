import type { CourseWarning } from '@app/courses';
import { Database, now, selectList } from '@app/database';
import { ClaimedWork, type Enqueued, type Requeue, type WorkError, type WorkTable } from '@app/work';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import type { BlockedInBatch } from '../batch';
import { BATCH_REQUEST, BatchEntity, NO_ERROR } from './batch.entity';

export interface BatchKey {
  batchId: string;
}

const BATCH_SIZE = 20;

/** Batches whose videos are still to be found. One that is being discovered has a heartbeat. */
const DISCOVERIES: WorkTable<BatchKey> = {
  name: 'batches',
  alias: 'b',
  key: { batchId: ['id', 'uuid'] },
  tenant: 'b.tenant_id',
  status: 'stage',
  waiting: 'discovering',
  leaseMs: 30_000,
  isHeldByJob: true,
  attempt: 'attempt',
  correlationId: 'correlation_id',
  touched: { updated_at: 'now()' },
  runOver: { heartbeat_at: 'NULL' },
};

/** What a discovery has found, but for the downloads themselves. */
export interface DiscoveryResult {
  skipped: number;
  blocked: BlockedInBatch[];
  warnings: CourseWarning[];
}

const REQUEST = [
  ...BATCH_REQUEST,
  'attempt',
  'correlationId',
  'askedAt',
] as const satisfies readonly (keyof BatchEntity)[];

export interface BatchDiscovery extends Pick<BatchEntity, (typeof REQUEST)[number]>, BatchKey {
  runId: string;
}

/** The discovering stage of a batch: who does it, and how it ends. */
@Injectable()
export class BatchDiscoveryRepository {
  readonly work: ClaimedWork<BatchKey>;

  constructor(
    database: Database,
    @InjectRepository(BatchEntity) private readonly batches: Repository<BatchEntity>,
  ) {
    this.work = new ClaimedWork(database, DISCOVERIES);
  }

  async claim(batchId: string, generation: number, runId: string): Promise<BatchDiscovery | undefined> {
    const claim = { batchId, generation, runId };
    const returning = () => selectList(this.batches, 'b', REQUEST);
    const batch = await this.work.claim<Omit<BatchDiscovery, 'batchId' | 'runId'>>({
      claim,
      returning,
    });
    return batch && { ...batch, batchId, runId };
  }

  heartbeat(discovery: BatchDiscovery): Promise<boolean> {
    return this.work.heartbeat(discovery);
  }

  /** Ends the stage; belongs into the transaction that adds the downloads. False when the batch was cancelled or taken over. */
  async finish(discovery: BatchDiscovery, { skipped, blocked, warnings }: DiscoveryResult): Promise<boolean> {
    const { affected } = await this.batches.update(claimedBy(discovery), {
      stage: 'discovered',
      skippedVideos: skipped,
      blocked,
      warnings,
      ...NO_ERROR,
      discoveredAt: now,
      updatedAt: now,
    });
    return affected === 1;
  }

  async failDiscovery(discovery: BatchDiscovery, error: WorkError): Promise<void> {
    await this.work.endWork(discovery, 'failed', error);
  }

  async requeue(
    discovery: BatchDiscovery,
    { error = null, ...requeue }: Omit<Requeue, 'error'> & Partial<Requeue>,
  ): Promise<void> {
    await this.work.requeue(discovery, { ...requeue, error });
  }

  enqueue(): Promise<Enqueued<BatchKey>[]> {
    return this.work.enqueue(
      `SELECT id FROM batches
         WHERE stage = 'discovering' AND heartbeat_at IS NULL AND enqueued_at IS NULL AND run_at <= now()
         ORDER BY run_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [BATCH_SIZE],
    );
  }

  /** Discoveries whose worker died begin again, or are given up as poison. Ids of the latter. */
  async rescueStale(poison: WorkError): Promise<string[]> {
    const given = await this.work.rescueStale(poison);
    return given.map(({ batchId }) => batchId);
  }
}

function claimedBy({ batchId, runId }: BatchDiscovery) {
  return { id: batchId, runId, stage: 'discovering' } as const;
}
