import { readFile } from 'node:fs/promises';

/** Milliseconds of a tick (`USER_HZ`), which proc(5) counts in. */
const TICK_MS = 10;

/** Time of the processor that a process has taken, in milliseconds. */
export async function processorMs(pid: number | undefined): Promise<number> {
  const [user, system] = await ticks(String(pid), 11);
  return (user + system) * TICK_MS;
}

/** Time of the processor that the ended children of this process have taken, with their own, in milliseconds. */
export async function childrenProcessorMs(): Promise<number> {
  const [user, system] = await ticks('self', 13);
  return (user + system) * TICK_MS;
}

/** Two fields that stand beside each other in proc(5), counted from behind the name, which may hold anything. */
async function ticks(pid: string, first: number): Promise<[user: number, system: number]> {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return [Number(fields[first]), Number(fields[first + 1])];
}
