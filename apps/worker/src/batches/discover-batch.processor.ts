import { DiscoverBatch, discoverBatchJob, type DiscoverBatchPayload } from '@app/batches';
import { JobProcessor, type JobRun, WORKER_OPTIONS } from '@app/queue';
import { Processor } from '@nestjs/bullmq';

@Processor(discoverBatchJob.queue, WORKER_OPTIONS)
export class DiscoverBatchProcessor extends JobProcessor<DiscoverBatchPayload> {
  constructor(private readonly batches: DiscoverBatch) {
    super(discoverBatchJob);
  }

  protected run({ batch_id, generation }: DiscoverBatchPayload, { signal }: JobRun): Promise<void> {
    return this.batches.discoverBatch(batch_id, generation, signal);
  }
}
