import { appendFile } from 'node:fs/promises';

/** Names the file that `npm run chaos` reads. */
const VARIABLE = 'CHAOS_RECOVERIES';
/** After the end of its cause every fault has to be over by then. */
const RECOVERED_MS = 60_000;

/**
 * Measures from now, the end of a cause, until all is well, which must not take longer than it may. The table of
 * `npm run chaos` has the figure.
 * @returns what was found to be well
 */
export async function recovered<T>(
  isWell: () => Promise<T>,
  { withinMs = RECOVERED_MS }: { withinMs?: number } = {},
): Promise<T> {
  const since = performance.now();
  const found = await isWell();
  const ms = performance.now() - since;
  const path = process.env[VARIABLE];
  const test = expect.getState().currentTestName;
  if (path !== undefined) await appendFile(path, `${JSON.stringify({ test, seconds: ms / 1_000 })}\n`);
  expect(ms).toBeLessThanOrEqual(withinMs);
  return found;
}
