import { Backlog, InjectQueue, JobQueue } from '@app/queue';
import { Injectable, Logger } from '@nestjs/common';
import { BatchPoisonous } from './batch.errors';
import { discoverBatchJob, type DiscoverBatchPayload } from './batch.jobs';
import { BatchDiscoveryRepository, type PendingBatch } from './persistence/batch-discovery.repository';

const BATCH_SIZE = 20;

/** Hands batches that are to be discovered to the workers, and heals what crashes and a lost Redis leave behind. */
@Injectable()
export class BatchBacklog extends Backlog {
  private readonly logger = new Logger(BatchBacklog.name);

  constructor(
    private readonly discoveries: BatchDiscoveryRepository,
    @InjectQueue(discoverBatchJob.name) private readonly queue: JobQueue<DiscoverBatchPayload>,
  ) {
    super();
  }

  override async enqueue(): Promise<void> {
    await this.send(await this.discoveries.enqueue(BATCH_SIZE));
  }

  override async reconcile(): Promise<void> {
    for (const id of await this.discoveries.rescueStale(new BatchPoisonous()))
      this.logger.error({ message: 'batch given up as poison', batch_id: id });
    await this.send(await this.discoveries.listEnqueuedLongAgo());
  }

  private send(pending: PendingBatch[]): Promise<void> {
    const jobs = pending.map(({ id, dispatch, correlationId }) => ({
      id: `batch-${id}-${String(dispatch)}`,
      payload: {
        batch_id: id,
        dispatch,
        ...(correlationId === null ? {} : { correlation_id: correlationId }),
      },
    }));
    return this.queue.add(jobs);
  }
}
