import { DiscoverBatch, discoverBatchJob, type DiscoverBatchPayload } from '@app/batches';
import { acceptCorrelationId, withCorrelationId } from '@app/observability';
import { JobProcessor, type JobRun, ProcessesJob } from '@app/queue';

@ProcessesJob(discoverBatchJob)
export class DiscoverBatchProcessor extends JobProcessor<DiscoverBatchPayload> {
  protected readonly contract = discoverBatchJob;

  constructor(private readonly batches: DiscoverBatch) {
    super();
  }

  protected run(
    { batch_id, dispatch, correlation_id }: DiscoverBatchPayload,
    { signal }: JobRun,
  ): Promise<void> {
    return withCorrelationId(acceptCorrelationId(correlation_id), () =>
      this.batches.run(batch_id, dispatch, signal),
    );
  }
}
