import { defineJob } from '@app/queue';
import { IsInt, IsOptional, IsString, IsUUID } from 'class-validator';

export class DiscoverBatchPayload {
  @IsUUID()
  batch_id!: string;

  @IsInt()
  dispatch!: number;

  @IsOptional()
  @IsString()
  correlation_id?: string;
}

/** Finds out which videos a batch has, and queues them. */
export const discoverBatchJob = defineJob({
  queue: 'batches',
  name: 'batch.discover',
  payload: DiscoverBatchPayload,
  concurrency: 4,
});
