import { ApiProcess } from '@app/testing/api-process';
import { TestSystem } from '@app/testing/system';
import { seed } from '../growth/seed';
import { startBareServer } from '../http/bare-process';
import { type Asked, load } from '../http/load';
import { completedId, type Pair, type Read, reads } from '../http/reads';
import { processorMs } from '../processor';
import { median } from '../samples';
import type { Line, Suite } from '../suite';

const HISTORY = { downloads: 1_000, queued: 0 };
const CONNECTIONS = 10;
const ROUNDS = 3;
const SECONDS = 1;
/** V8 compiles what is hot; on a busy machine a second is not enough to become so. */
const WARM_REQUESTS = 10_000;
const WARM_SECONDS = 4;
/** How many times as much as the bare server each took when this was written down; twice that is too much. */
const USUAL: Record<Read, number> = {
  'GET /livez': 8,
  'GET /downloads/{id}': 5,
  'GET /downloads?limit=20': 4,
};
const TOO_MUCH = 2;
/** A busy moment of the machine is too much once; a slower api is too much each time. */
const ATTEMPTS = 3;

export const quick: Suite = {
  title: 'A quick look',
  about:
    `Time of the processor that one request takes in the real api, beside Fastify and pg that answer with one plain statement: ` +
    `it depends less on what else the machine does than the clock. Turn by turn ${String(ROUNDS)} times, medians. CI fails where a row takes more than ${String(TOO_MUCH)} times what is usual, ${String(ATTEMPTS)} times in a row.`,
  columns: ['what', 'usual', 'bare', 'measured', 'of bare'],
  run: async (log) => {
    const system = await TestSystem.start({ api: false, workers: 0 });
    try {
      const api = await ApiProcess.start(system);
      const database = await system.database();
      await seed(database, HISTORY, 'user:bench');
      const bare = await startBareServer(system);
      const token = system.tenantKeys.school ?? '';
      const servers = { api: api.origin, bare: bare.origin, token, id: await completedId(database) };
      const lines: Line[] = [];
      for (const pair of reads(servers, CONNECTIONS))
        lines.push(await lineOf(pair, { api: api.pid, bare: bare.pid }, log));
      return lines;
    } finally {
      await system.close();
    }
  },
};

interface Pids {
  api: number | undefined;
  bare: number | undefined;
}

async function lineOf(pair: Pair<Read>, pids: Pids, log: (text: string) => void): Promise<Line> {
  await warmUp(pair.bare);
  await warmUp(pair.ours);
  let line = await measured(pair, pids, log);
  for (let attempt = 1; attempt < ATTEMPTS && !line.isReached; attempt += 1)
    line = await measured(pair, pids, log);
  return line;
}

async function measured(
  { what, ours, bare }: Pair<Read>,
  pids: Pids,
  log: (text: string) => void,
): Promise<Line> {
  const times: { bare: number; ours: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    times.push({ bare: await requestMs(bare, pids.bare), ours: await requestMs(ours, pids.api) });
  const [bareMs, oursMs] = [median(times.map((one) => one.bare)), median(times.map((one) => one.ours))];
  const factor = median(times.map((one) => one.ours / one.bare));
  log(`  ${what}: ${oursMs.toFixed(2)} ms, ${factor.toFixed(1)} times the bare server's`);
  return {
    cells: [
      what,
      `${String(USUAL[what])} ×`,
      `${bareMs.toFixed(2)} ms`,
      `${oursMs.toFixed(2)} ms`,
      `${factor.toFixed(1)} ×`,
    ],
    isReached: factor <= TOO_MUCH * USUAL[what],
  };
}

async function warmUp(asked: Asked): Promise<void> {
  let requests = 0;
  for (let second = 0; second < WARM_SECONDS && requests < WARM_REQUESTS; second += 1)
    requests += (await load(asked, 1)).total;
}

/** Of the processor, for each. */
async function requestMs(asked: Asked, pid: number | undefined): Promise<number> {
  const before = await processorMs(pid);
  const { total } = await load(asked, SECONDS);
  return ((await processorMs(pid)) - before) / total;
}
