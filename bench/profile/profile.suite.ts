import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiProcess } from '@app/testing/api-process';
import { Client } from '@app/testing/client';
import { temporaryDirectory } from '@app/testing/parts';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { WorkerProcess } from '@app/testing/worker-process';
import { makeFilm } from '../files/films';
import { startSource } from '../files/source';
import { seed } from '../growth/seed';
import { load } from '../http/load';
import { completedId } from '../http/reads';
import type { Line, Suite } from '../suite';
import { COUNTING } from './statements';
import { observe, type Observed, type Processes } from './observe';

const HISTORY = { downloads: 10_000, queued: 0 };
const SECONDS = 5;
const CONNECTIONS = 20;
const FILES = 100;
const FILM_BYTES = 5_000_000;
const SLOTS = 10;
const NAMED = 5;
const LISTED = 12;
const PROFILES = join(process.cwd(), '.data', 'profiles');

export const profile: Suite = {
  title: 'Where the time goes',
  about:
    `Time of the processor that one of each takes, by process; of the api and the worker the libraries and parts that spend most of it themselves, ` +
    `of PostgreSQL how many statements it is asked, and those that take most of its time to plan and to run. Being profiled, they take more than otherwise. ` +
    `The profiles lie in \`.data/profiles\`, to be opened in Chromium’s DevTools. ${String(CONNECTIONS)} connections; files of 5 MB, ${String(SLOTS)} at once.`,
  columns: ['what', 'process', 'each', 'most of it'],
  postgres: COUNTING,
  run: async (log) => {
    const directory = await temporaryDirectory();
    const source = await startSource({ film: await makeFilm(directory.path, 'film', FILM_BYTES) });
    const env = { MAX_CONCURRENT_DOWNLOADS: String(SLOTS), EGRESS_ALLOW: source.host };
    const system = await TestSystem.start({ api: false, workers: 0, env });
    try {
      return await measure(system, (count) => source.addresses('film', count), log);
    } finally {
      await system.close();
      await source.close();
      await directory.remove();
    }
  },
};

async function measure(
  system: TestSystem,
  addresses: (count: number) => string[],
  log: (text: string) => void,
): Promise<Line[]> {
  const database = await system.database();
  await seed(database, HISTORY, 'user:bench');
  const profiled = { NODE_OPTIONS: '--import ./bench/profile/on-signal.mjs', PROFILES };
  const api = await ApiProcess.start(system, profiled);
  const worker = await WorkerProcess.start(system, profiled);
  const processes: Processes = { api: api.pid, worker: worker.pid };
  const token = system.tenantKeys.school ?? '';
  const client = new Client(api.origin, token);
  const headers = { authorization: `Bearer ${token}` };
  const ask = async (path: string, body?: () => unknown) => {
    const url = `${api.origin}/api/v1${path}`;
    return (await load({ url, headers, body, connections: CONNECTIONS }, SECONDS)).total;
  };
  const id = await completedId(database);
  const newUrl = () => ({ url: addresses(1)[0] });
  const download = async () => {
    const asked = addresses(FILES).map((url) => client.post<{ id: string }>('/downloads', { url }));
    const all = (await Promise.all(asked)).map(({ body }) => body.id);
    for (const one of all) await until(async () => (await client.download(one)).status === 'completed');
    return FILES;
  };
  const tasks: [what: string, work: () => Promise<number>][] = [
    ['GET /downloads/{id}', () => ask(`/downloads/${id}`)],
    ['GET /downloads?limit=20', () => ask('/downloads?limit=20')],
    ['a file of 5 MB', download],
    ['POST /downloads', () => ask('/downloads', newUrl)],
  ];
  const lines: Line[] = [];
  for (const [what, work] of tasks) {
    // The first warms up.
    await work();
    await sleep(1_000);
    const observed = await observe({ database, processes, profiles: PROFILES }, work);
    log(`${what}\n${observed.statements.slice(0, LISTED).map(written).join('\n')}`);
    lines.push(...linesOf(what, observed));
  }
  log(`profiles: ${(await readdir(PROFILES)).join(' ')}`);
  return lines;
}

function written({ sql, each, ms }: Observed['statements'][number]): string {
  return `  ${each.toFixed(2).padStart(6)} ×  ${ms.toFixed(3).padStart(7)} ms  ${sql.slice(0, 150)}`;
}

function linesOf(what: string, { processes, postgresMs, statements }: Observed): Line[] {
  const ofProcesses = processes.map(({ name, ms, spent }) => ({
    cells: [what, name, `${ms.toFixed(2)} ms`, shares(spent, ({ where, ms: own }) => [where, own])],
  }));
  const asked = statements.reduce((sum, { each }) => sum + each, 0);
  const most = shares(statements, ({ sql, ms }) => [sql.slice(0, 40).replaceAll('|', '/'), ms]);
  const ofPostgres = `${asked.toFixed(1)} statements: ${most}`;
  return [...ofProcesses, { cells: [what, 'PostgreSQL', `${postgresMs.toFixed(2)} ms`, ofPostgres] }];
}

/** Of those that have most, in hundredths. */
function shares<T>(all: readonly T[], read: (one: T) => [name: string, value: number]): string {
  const pairs = all.map(read);
  const sum = pairs.reduce((total, [, value]) => total + value, 0);
  const named = pairs.slice(0, NAMED);
  return named.map(([name, value]) => `${name} ${((100 * value) / sum).toFixed(0)} %`).join(', ');
}
