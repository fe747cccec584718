import { defineJob, JobPayload } from '@app/queue';
import { IsInt, IsUUID } from 'class-validator';

export class DiscoverBatchPayload extends JobPayload {
  @IsUUID()
  batch_id!: string;

  @IsInt()
  generation!: number;
}

/** Finds out which videos a batch has, and queues them. */
export const discoverBatchJob = defineJob({
  queue: 'batches',
  name: 'batch.discover',
  payload: DiscoverBatchPayload,
  concurrency: 4,
});
