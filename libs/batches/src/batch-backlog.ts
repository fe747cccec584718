import { InjectQueue, JobQueue, type NewJob } from '@app/queue';
import { correlated, type Enqueued, QueueBacklog } from '@app/work';
import { Injectable } from '@nestjs/common';
import { BatchPoisonous } from './batch.errors';
import { discoverBatchJob, type DiscoverBatchPayload } from './batch.jobs';
import { BatchDiscoveryRepository, type BatchKey } from './persistence/batch-discovery.repository';

/** Hands batches that are to be discovered to the workers, and heals what crashes and a lost Redis leave behind. */
@Injectable()
export class BatchBacklog extends QueueBacklog<BatchKey, DiscoverBatchPayload> {
  constructor(
    private readonly discoveries: BatchDiscoveryRepository,
    @InjectQueue(discoverBatchJob.name) queue: JobQueue<DiscoverBatchPayload>,
  ) {
    super(discoveries.work, queue);
  }

  override async enqueue(): Promise<void> {
    await this.send(await this.discoveries.enqueue());
  }

  override async reconcile(): Promise<void> {
    for (const id of await this.discoveries.rescueStale(new BatchPoisonous()))
      this.logger.error({ message: 'batch given up as poison', batch_id: id });
    await this.sendLostAgain();
  }

  protected override keyOf({ batch_id: batchId }: DiscoverBatchPayload): BatchKey {
    return { batchId };
  }

  protected override jobOf(batch: Enqueued<BatchKey>): NewJob<DiscoverBatchPayload> {
    const { batchId, generation } = batch;
    return {
      id: `batch-${batchId}-${String(generation)}`,
      payload: { batch_id: batchId, generation, ...correlated(batch) },
    };
  }
}
