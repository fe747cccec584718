import timers from 'node:timers/promises';

/** The one of Node, whatever a test puts in its place later. */
const sleep = timers.setTimeout;

/**
 * Waits for a condition: the first answer that is neither undefined nor false. Patient by itself, for a machine may be
 * busy; a time is given where the time is what is tested.
 */
export async function until<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = 90_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`nothing within ${String(timeoutMs)} ms`);
    await sleep(25);
  }
}
