import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '@app/testing/until';
import type { DataSource } from 'typeorm';
import { processorMs } from '../processor';
import { type Spent, spentByPackage } from './cpu-profile';
import { countedStatements, countStatements } from './statements';

/** That were started with on-signal.mjs. */
export type Processes = Record<'api' | 'worker', number | undefined>;

/** All by one of what was done. */
export interface Observed {
  processes: { name: string; ms: number; spent: Spent[] }[];
  postgresMs: number;
  statements: { sql: string; each: number; ms: number }[];
}

interface Setting {
  database: DataSource;
  processes: Processes;
  /** Where their profiles come to lie. */
  profiles: string;
}

/** @param work answers how many it did */
export async function observe(
  { database, processes, profiles }: Setting,
  work: () => Promise<number>,
): Promise<Observed> {
  const pids = Object.entries(processes);
  const known = await profilesIn(profiles);
  await countStatements(database);
  for (const [, pid] of pids) signal(pid);
  const before = await taken(database, processes);
  const count = await work();
  const after = await taken(database, processes);
  const statements = await countedStatements(database);
  for (const [, pid] of pids) signal(pid);
  await until(async () => (await profilesIn(profiles)).length === known.length + pids.length);
  const made = (await profilesIn(profiles)).filter((name) => !known.includes(name));
  const observed = pids.map(async ([name, pid]) => {
    const file = made.find((one) => one.startsWith(`${String(pid)}-`)) ?? '';
    const ms = ((after.get(name) ?? 0) - (before.get(name) ?? 0)) / count;
    return { name, ms, spent: await spentByPackage(join(profiles, file)) };
  });
  return {
    processes: await Promise.all(observed),
    postgresMs: ((after.get('postgres') ?? 0) - (before.get('postgres') ?? 0)) / count,
    statements: statements.map(({ sql, calls, ms }) => ({ sql, each: calls / count, ms: ms / count })),
  };
}

function signal(pid: number | undefined): void {
  if (pid !== undefined) process.kill(pid, 'SIGWINCH');
}

/** Milliseconds of the processor until now. */
async function taken(database: DataSource, processes: Processes): Promise<Map<string, number>> {
  const backends = await database.query<{ pid: number }[]>(
    'SELECT pid FROM pg_stat_activity WHERE datname = current_database()',
  );
  const each = await Promise.all(backends.map(({ pid }) => processorMs(pid).catch(() => 0)));
  const own = Object.entries(processes).map(async ([name, pid]): Promise<[string, number]> => [
    name,
    await processorMs(pid),
  ]);
  return new Map([...(await Promise.all(own)), ['postgres', each.reduce((sum, ms) => sum + ms, 0)]]);
}

async function profilesIn(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => [] as string[]);
  return names.filter((name) => name.endsWith('.cpuprofile'));
}
