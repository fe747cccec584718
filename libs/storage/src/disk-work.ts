import PQueue from 'p-queue';

/** At once in this process. A disk that is slow gets no faster by more. */
const CONCURRENCY = 4;

const queue = new PQueue({ concurrency: CONCURRENCY });

/**
 * Runs what holds a thread of libuv for as long as the disk takes: a flush, a copy, the hash of a file. Only a few at
 * once, so that a slow disk leaves threads for everything else that needs one, such as looking up names. Not to be nested.
 * @param signal takes it out of the queue, and ends nothing that has begun
 */
export function runOnDisk<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  return queue.add(work, { signal });
}
