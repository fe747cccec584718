import { readFile } from 'node:fs/promises';

/** Milliseconds of a tick (`USER_HZ`), which proc(5) counts in. */
const TICK_MS = 10;

/** Time of the processor that the ended children of this process have taken, with their own, in milliseconds. */
export async function childrenProcessorMs(): Promise<number> {
  const text = await readFile('/proc/self/stat', 'latin1');
  // The name stands in brackets and may hold anything; fields 16 and 17 are cutime and cstime.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[13]) + Number(fields[14])) * TICK_MS;
}
