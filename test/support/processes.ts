import { readdir, readFile, readlink } from 'node:fs/promises';

/** Ids of the living processes of a group. A zombie only waits to be noticed: it counts as dead. */
export async function aliveInGroup(group: number): Promise<number[]> {
  const states = await Promise.all(
    (await allProcesses()).map(async (pid) => ({ pid, ...(await stateOf(pid)) })),
  );
  return states.filter(({ alive, group: of }) => alive && of === group).map(({ pid }) => pid);
}

/** Ids of the living processes that work in a directory or below it. */
export async function aliveIn(directory: string): Promise<number[]> {
  const found = await Promise.all(
    (await allProcesses()).map(async (pid) => {
      const place = await readlink(`/proc/${String(pid)}/cwd`).catch(() => '');
      return place.startsWith(directory) && (await isAlive(pid)) ? [pid] : [];
    }),
  );
  return found.flat();
}

/** How much of the machine's memory a process has. */
export async function rssMb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024;
}

async function allProcesses(): Promise<number[]> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
}

/** True until a process has ended. */
export async function isAlive(pid: number): Promise<boolean> {
  return (await stateOf(pid)).alive;
}

/** Living processes that have to do with a directory: it stands in their command or their environment. */
export async function processesOf(directory: string): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const [command = '', environment = ''] = await Promise.all(
      ['cmdline', 'environ'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
    );
    const isOurs = command.includes(directory) || environment.includes(directory);
    if (isOurs && Number(pid) !== process.pid && (await isAlive(Number(pid))))
      found.push(`${pid} ${command}`);
  }
  return found;
}

async function stateOf(pid: number): Promise<{ alive: boolean; group: number }> {
  const text = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => undefined);
  // The name stands in brackets and may hold anything.
  const [state, , group] = text?.slice(text.lastIndexOf(')') + 2).split(' ') ?? [];
  return { alive: state !== undefined && !['Z', 'X'].includes(state), group: Number(group) };
}
