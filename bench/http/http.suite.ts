import { setTimeout as sleep } from 'node:timers/promises';
import { ApiProcess } from '@app/testing/api-process';
import { Client } from '@app/testing/client';
import { rssMb } from '@app/testing/processes';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { WorkerProcess } from '@app/testing/worker-process';
import { seed } from '../growth/seed';
import { median } from '../samples';
import type { Line, Suite } from '../suite';
import { startBareServer } from './bare-process';
import { type Answered, load } from './load';
import { completedId, type Pair, type Read, reads } from './reads';

const HISTORY = { downloads: 10_000, queued: 0 };
const SECONDS = 5;
const ROUNDS = 3;
const CONNECTIONS = 50;
const CALLERS = 20;
const RUNNING = 10;
const SETTLE_MS = 3_000;
const REST_SECONDS = 30;
const GOALS: Record<Read, { share: number; p99Ms: number }> = {
  'GET /livez': { share: 0.3, p99Ms: 40 },
  'GET /downloads/{id}': { share: 0.6, p99Ms: 40 },
  'GET /downloads?limit=20': { share: 0.6, p99Ms: 80 },
};

type Log = (text: string) => void;

/** And what is to be reached. */
interface Row extends Pair {
  /** At least so much of what the bare server answers in a second. */
  share: number;
  p99Ms: number;
}

export const http: Suite = {
  title: 'Requests',
  about:
    `The real api as one process, with its limiter on and an API key in each request, on a history of ${HISTORY.downloads.toLocaleString('en')} ` +
    `downloads. Beside: Fastify and pg in a process of their own that answer the same with one plain statement and nothing ` +
    `else (no caller, no limits, no log). Turn by turn ${String(ROUNDS)} times ${String(SECONDS)} seconds each, medians; PostgreSQL, Redis and whoever asks ` +
    `share the machine. ${String(CONNECTIONS)} connections; POST: ${String(CALLERS)} callers while a worker runs ${String(RUNNING)} downloads.`,
  columns: ['what', 'goal', 'bare', 'measured', 'share of bare', 'p99'],
  run: async (log) => {
    const env = { MAX_CONCURRENT_DOWNLOADS: String(RUNNING) };
    const system = await TestSystem.start({ api: false, workers: 0, env });
    try {
      return await measure(system, log);
    } finally {
      await system.close();
    }
  },
};

async function measure(system: TestSystem, log: Log): Promise<Line[]> {
  const api = await ApiProcess.start(system);
  await sleep(SETTLE_MS);
  const idle = await rssMb(api.pid);
  const database = await system.database();
  await seed(database, HISTORY, 'user:bench');
  const { origin: bare } = await startBareServer(system);
  const lines: Line[] = [];
  const token = system.tenantKeys.school ?? '';
  for (const pair of reads({ api: api.origin, bare, token, id: await completedId(database) }, CONNECTIONS))
    lines.push(await lineOf({ ...pair, ...GOALS[pair.what] }, log));
  const busy = await rssMb(api.pid);
  await rest(api.origin);
  const rested = await rssMb(api.pid);
  const worker = await WorkerProcess.start(system);
  await sleep(SETTLE_MS);
  const idleWorker = await rssMb(worker.pid);
  lines.push(await lineOf(await writes(system, api, bare), log));
  return [
    ...lines,
    memoryLine('memory of an idle api', 130, idle),
    memoryLine(`memory of the api under ${String(CONNECTIONS)} connections`, 256, busy),
    memoryLine(`the same after ${String(REST_SECONDS)} seconds of health checks`, 256, rested),
    memoryLine('memory of an idle worker', 110, idleWorker),
  ];
}

/** Other videos each time, that wait behind those which run. */
async function writes(system: TestSystem, api: ApiProcess, bare: string): Promise<Row> {
  const token = system.tenantKeys.school ?? '';
  system.sandbox.throttle.bytesPerSecond = 20_000;
  let made = 0;
  const body = () => ({ url: `${system.sandbox.origin}/media/aula-1.mp4?${String((made += 1))}` });
  const client = new Client(api.origin, token);
  for (let asked = 0; asked < RUNNING; asked += 1) await client.post('/downloads', body());
  const running = '/downloads?status=running';
  await until(async () => (await client.get<{ total: number }>(running)).body.total === RUNNING);
  return {
    what: 'POST /downloads',
    ours: {
      url: `${api.origin}/api/v1/downloads`,
      headers: { authorization: `Bearer ${token}` },
      body,
      connections: CALLERS,
    },
    bare: { url: `${bare}/row`, body, connections: CALLERS },
    share: 0.4,
    p99Ms: 200,
  };
}

async function lineOf({ what, ours, bare, share, p99Ms }: Row, log: Log): Promise<Line> {
  const pairs: { ours: Answered; bare: Answered }[] = [];
  // The first warms both up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const pair = { bare: await load(bare, SECONDS), ours: await load(ours, SECONDS) };
    if (round > 0) pairs.push(pair);
  }
  const reached = {
    bare: median(pairs.map((pair) => pair.bare.perSecond)),
    ours: median(pairs.map((pair) => pair.ours.perSecond)),
    share: median(pairs.map((pair) => pair.ours.perSecond / pair.bare.perSecond)),
    p99Ms: median(pairs.map((pair) => pair.ours.p99Ms)),
  };
  log(
    `  ${what}: ${reached.ours.toFixed(0)} a second, ${percent(reached.share)}, p99 ${String(reached.p99Ms)} ms`,
  );
  return {
    cells: [
      what,
      `≥ ${percent(share)}, p99 < ${String(p99Ms)} ms`,
      `${reached.bare.toFixed(0)} / s`,
      `${reached.ours.toFixed(0)} / s`,
      percent(reached.share),
      `${String(reached.p99Ms)} ms`,
    ],
    isReached: reached.share >= share && reached.p99Ms < p99Ms,
  };
}

/** What a burst took is given back while little is asked for: a health check each second, as of a container. */
async function rest(origin: string): Promise<void> {
  for (let second = 0; second < REST_SECONDS; second += 1) {
    await fetch(`${origin}/readyz`);
    await sleep(1_000);
  }
}

function memoryLine(what: string, goalMb: number, measured: number): Line {
  return {
    cells: [what, `< ${String(goalMb)} MB`, '', `${measured.toFixed(0)} MB`, '', ''],
    isReached: measured < goalMb,
  };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
