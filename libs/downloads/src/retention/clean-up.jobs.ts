import { defineJob } from '@app/queue';
import { IsOptional, IsString } from 'class-validator';

/** What goes is found out when it runs. */
export class CleanUpPayload {
  @IsOptional()
  @IsString()
  correlation_id?: string;
}

/** Removes what is older than the retention allows. */
export const cleanUpJob = defineJob({
  queue: 'maintenance',
  name: 'maintenance.clean-up',
  payload: CleanUpPayload,
  concurrency: 1,
});
