import timers from 'node:timers/promises';

/** The one of Node, whatever a test puts in its place later. */
const sleep = timers.setTimeout;

/** Between two looks. Most things come at once; one that takes seconds is asked for less often, for to ask costs the machine. */
const SOON_MS = 25;
const LATER_MS = 100;
const pauseMs = (waitedMs: number) => Math.min(LATER_MS, Math.max(SOON_MS, waitedMs / 20));

/**
 * Waits for a condition: the first answer that is neither undefined nor false. Patient by itself, for a machine may be
 * busy; a time is given where the time is what is tested.
 */
export async function until<T>(
  look: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = 90_000,
): Promise<T> {
  const start = Date.now();
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    const waitedMs = Date.now() - start;
    if (waitedMs > timeoutMs) throw new Error(`nothing within ${String(timeoutMs)} ms`);
    await sleep(pauseMs(waitedMs));
  }
}
