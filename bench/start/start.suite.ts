import { ApiProcess } from '@app/testing/api-process';
import type { Program } from '@app/testing/program';
import { TestSystem } from '@app/testing/system';
import { WorkerProcess } from '@app/testing/worker-process';
import { processorMs } from '../processor';
import { median } from '../samples';
import type { Line, Suite } from '../suite';
import { showDemo, startLocally } from './local-program';

interface Started {
  /** Of the one process that it is. */
  pid?: number;
  end: () => Promise<unknown>;
}

interface Row {
  what: string;
  goalMs: number;
  turns: number;
  start: (system: TestSystem) => Promise<Started>;
}

const ROWS: Row[] = [
  {
    what: 'api, until it listens',
    goalMs: 1_500,
    turns: 5,
    start: async (system) => ofProcess(await ApiProcess.start(system)),
  },
  {
    what: 'worker, until it takes jobs',
    goalMs: 1_200,
    turns: 5,
    start: async (system) => ofProcess(await WorkerProcess.start(system)),
  },
  { what: 'npm start, until it is healthy', goalMs: 5_000, turns: 5, start: startLocally },
  { what: 'npm run demo, to its end', goalMs: 20_000, turns: 2, start: showDemo },
];

export const start: Suite = {
  title: 'Starting',
  about:
    `The built api and worker as processes of their own, on a database that is prepared, and what npm starts where all is installed and built ` +
    `(looking whether it is takes npm some tenths of a second more). The first start of each does not count. ` +
    `Five times, the demo twice, medians; beside the time on the clock, that of the processor.`,
  columns: ['what', 'goal', 'processor', 'measured'],
  run: async (log) => {
    const system = await TestSystem.start({ api: false, workers: 0 });
    try {
      const lines: Line[] = [];
      for (const row of ROWS) lines.push(await lineOf(row, system, log));
      return lines;
    } finally {
      await system.close();
    }
  },
};

async function lineOf(
  { what, goalMs, turns, start }: Row,
  system: TestSystem,
  log: (text: string) => void,
): Promise<Line> {
  const times: { tookMs: number; processorMs: number }[] = [];
  for (let turn = 0; turn <= turns; turn += 1) {
    const begun = performance.now();
    const { pid, end } = await start(system);
    const tookMs = performance.now() - begun;
    const ofProcessor = pid === undefined ? NaN : await processorMs(pid);
    if (turn > 0) times.push({ tookMs, processorMs: ofProcessor });
    await end();
  }
  const tookMs = median(times.map((one) => one.tookMs));
  const processor = median(times.map((one) => one.processorMs));
  log(`  ${what}: ${tookMs.toFixed(0)} ms`);
  return {
    cells: [
      what,
      `< ${String(goalMs)} ms`,
      Number.isNaN(processor) ? '' : `${processor.toFixed(0)} ms`,
      `${tookMs.toFixed(0)} ms`,
    ],
    isReached: tookMs < goalMs,
  };
}

function ofProcess(started: Program): Started {
  return { pid: started.pid, end: () => started.kill('SIGKILL') };
}
