import { discoverBatchJob } from '@app/batches';
import { syncCourseJob } from '@app/courses';
import { cleanUpJob, runDownloadJob } from '@app/downloads';
import type { JobContract, JobPayload } from '@app/queue';

/** Every job there is. The worker does not start unless each has exactly one processor. */
export const JOBS: readonly JobContract<JobPayload>[] = [
  runDownloadJob,
  syncCourseJob,
  discoverBatchJob,
  cleanUpJob,
];
