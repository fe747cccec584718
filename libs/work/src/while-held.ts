import { LeaseLost } from './lease-lost';

/** One step of the work may take longer than it may be silent. */
const HEARTBEAT_MS = 5_000;

/**
 * Does work for which a row is held, with signs of life meanwhile. Its signal aborts when the row was lost.
 * @param heartbeat false: the row is another's
 * @throws LeaseLost also where the work itself did not notice
 */
export async function whileHeld<T>(
  heartbeat: () => Promise<boolean>,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const beat = setInterval(() => {
    heartbeat().then(
      (isHeld) => isHeld || lost.abort(new LeaseLost()),
      // Nobody knows: the next one says, or whoever writes is told.
      () => undefined,
    );
  }, HEARTBEAT_MS);
  try {
    return await work(signal ? AbortSignal.any([signal, lost.signal]) : lost.signal);
  } catch (error) {
    lost.signal.throwIfAborted();
    throw error;
  } finally {
    clearInterval(beat);
  }
}
