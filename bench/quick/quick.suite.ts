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
/** How many times as much as the bare server each took when this was written down; twice that is too much. */
const USUAL: Record<Read, number> = {
  'GET /livez': 8,
  'GET /downloads/{id}': 5,
  'GET /downloads?limit=20': 4,
};
const TOO_MUCH = 2;

export const quick: Suite = {
  title: 'A quick look',
  about:
    `Time of the processor that one request takes in the real api, beside Fastify and pg that answer with one plain statement: ` +
    `it depends less on what else the machine does than the clock. Turn by turn ${String(ROUNDS)} times, medians. CI fails where a row takes more than ${String(TOO_MUCH)} times what is usual.`,
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

async function lineOf(
  { what, ours, bare }: Pair<Read>,
  pids: { api: number | undefined; bare: number | undefined },
  log: (text: string) => void,
): Promise<Line> {
  const times: { bare: number; ours: number }[] = [];
  // The first warms both up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const pair = { bare: await requestMs(bare, pids.bare), ours: await requestMs(ours, pids.api) };
    if (round > 0) times.push(pair);
  }
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

/** Of the processor, for each. */
async function requestMs(asked: Asked, pid: number | undefined): Promise<number> {
  const before = await processorMs(pid);
  const { total } = await load(asked, SECONDS);
  return ((await processorMs(pid)) - before) / total;
}
