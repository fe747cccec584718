import { appendFile } from 'node:fs/promises';

/** Names the file that `npm run chaos` reads. */
const VARIABLE = 'CHAOS_RECOVERIES';

/** For the table of `npm run chaos`: how long after the end of its cause a fault was over, in the test that runs. */
export async function reportRecovery(ms: number): Promise<void> {
  const path = process.env[VARIABLE];
  const test = expect.getState().currentTestName;
  if (path !== undefined) await appendFile(path, `${JSON.stringify({ test, seconds: ms / 1_000 })}\n`);
}
