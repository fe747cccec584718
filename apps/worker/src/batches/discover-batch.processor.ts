import { DiscoverBatch, discoverBatchJob, type DiscoverBatchPayload } from '@app/batches';
import { JobProcessor, type JobRun, WORKER_OPTIONS } from '@app/queue';
import { Processor } from '@nestjs/bullmq';

@Processor(discoverBatchJob.queue, WORKER_OPTIONS)
export class DiscoverBatchProcessor extends JobProcessor<DiscoverBatchPayload> {
  constructor(private readonly batches: DiscoverBatch) {
    super(discoverBatchJob);
  }

  protected async run(
    { batch_id: id, dispatch }: DiscoverBatchPayload,
    { signal }: JobRun,
  ): Promise<unknown> {
    await this.batches.run(id, dispatch, signal);
    return { batch: `/api/v1/batch-downloads/${id}` };
  }
}
