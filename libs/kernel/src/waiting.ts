import { setTimeout as sleep } from 'node:timers/promises';
import { refuseInTransaction } from './transaction-scope';

/** Waits `ms` milliseconds, or rejects with the signal's reason when it aborts first. */
export async function delay(ms: number, signal?: AbortSignal): Promise<void> {
  refuseInTransaction('a pause');
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/** A wait in milliseconds, chosen evenly from 0 to min(cap, base·2^attempt): "full jitter". */
export function fullJitter(attempt: number, baseMs: number, capMs: number, random = Math.random): number {
  return Math.round(random() * Math.min(capMs, baseMs * 2 ** attempt));
}

/** What `work` answers, or undefined when it takes longer than `ms` milliseconds; the work itself goes on. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
