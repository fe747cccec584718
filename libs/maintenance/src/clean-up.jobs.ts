import { defineJob, JobPayload } from '@app/queue';

/** What goes is found out when it runs. */
export class CleanUpPayload extends JobPayload {}

/** Removes what is older than the retention allows. */
export const cleanUpJob = defineJob({
  queue: 'maintenance',
  name: 'maintenance.clean-up',
  payload: CleanUpPayload,
  concurrency: 1,
});
