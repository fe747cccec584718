import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { rssMb } from '@app/testing/processes';

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

export interface ProcessFigures {
  rssMb: number;
  /** Of a core. */
  cpuShare: number;
}

/** What a process takes from now on, for so long. */
export async function figuresOf(
  { pid }: { pid: number | undefined },
  measureMs: number,
): Promise<ProcessFigures> {
  const [before, at] = [await processorMs(pid), performance.now()];
  await sleep(measureMs);
  const cpuShare = ((await processorMs(pid)) - before) / (performance.now() - at);
  return { cpuShare, rssMb: await rssMb(pid) };
}

/** Two fields that stand beside each other in proc(5), counted from behind the name, which may hold anything. */
async function ticks(pid: string, first: number): Promise<[user: number, system: number]> {
  const text = await readFile(`/proc/${pid}/stat`, 'latin1');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return [Number(fields[first]), Number(fields[first + 1])];
}
