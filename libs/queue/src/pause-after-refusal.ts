import { delay } from '@app/kernel';
import type { Worker } from 'bullmq';

const PAUSE_MS = 1_000;

/**
 * BullMQ asks again at once when Redis refuses to answer (-OOM, -NOREPLICAS, -MISCONF): thousands of times a second, each
 * with a line in the log. Here it waits first. A connection that is lost is not waited for: ioredis does that.
 */
export function pauseAfterRefusal(worker: Worker): void {
  const backend = worker.getBackend();
  const [moveToActive, waitForJob] = [backend.moveToActive.bind(backend), backend.waitForJob.bind(backend)];
  backend.moveToActive = (...args) => moveToActive(...args).catch(throwLater);
  backend.waitForJob = (...args) => waitForJob(...args).catch(throwLater);
}

async function throwLater(error: unknown): Promise<never> {
  if (Error.isError(error) && error.name === 'ReplyError') await delay(PAUSE_MS);
  throw error;
}
