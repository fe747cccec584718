import { Processor } from '@nestjs/bullmq';
import { applyDecorators, SetMetadata } from '@nestjs/common';
import type { JobContract, JobPayload } from './define-job';

export const JOB_CONTRACT = Symbol('job contract');

/** A lock is renewed every half of this; a worker that dies is noticed within lock + check. */
const LOCK_MS = 15_000;
const STALLED_CHECK_MS = 5_000;

/** Marks the one processor of a job. The worker starts taking jobs only when `WorkerStart` says so. */
export function ProcessesJob(contract: JobContract<JobPayload>): ClassDecorator {
  return applyDecorators(
    SetMetadata(JOB_CONTRACT, contract),
    Processor(contract.queue, {
      autorun: false,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_CHECK_MS,
      maxStalledCount: 20,
      skipVersionCheck: true,
    }),
  );
}
