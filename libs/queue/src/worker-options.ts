import type { WorkerOptions } from 'bullmq';

/** A lock is renewed every half of this; a worker that dies is noticed within lock + check. */
const LOCK_MS = 15_000;
const STALLED_CHECK_MS = 5_000;

/** For `@Processor` of every job. It takes jobs only when `JobWorkers.start` says so. */
export const WORKER_OPTIONS = {
  autorun: false,
  lockDuration: LOCK_MS,
  stalledInterval: STALLED_CHECK_MS,
  maxStalledCount: 20,
  skipVersionCheck: true,
} satisfies Omit<WorkerOptions, 'connection'>;
