import { ApiProcess } from '@app/testing/api-process';
import { TestSystem } from '@app/testing/system';
import { WorkerProcess } from '@app/testing/worker-process';
import { processorMs } from '../processor';
import { median } from '../samples';
import type { Line, Suite } from '../suite';

const TURNS = 5;

interface Started {
  pid: number | undefined;
  kill: (signal: 'SIGKILL') => Promise<unknown>;
}

interface Row {
  what: string;
  goalMs: number;
  start: (system: TestSystem) => Promise<Started>;
}

const ROWS: Row[] = [
  { what: 'api, until it listens', goalMs: 1_500, start: (system) => ApiProcess.start(system) },
  { what: 'worker, until it takes jobs', goalMs: 1_200, start: (system) => WorkerProcess.start(system) },
];

export const start: Suite = {
  title: 'Starting',
  about:
    `The built api and worker as processes of their own, on a database that is prepared. The first start of each does not count. ` +
    `${String(TURNS)} times, medians; beside the time on the clock, that of the processor.`,
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
  { what, goalMs, start }: Row,
  system: TestSystem,
  log: (text: string) => void,
): Promise<Line> {
  const times: { tookMs: number; processorMs: number }[] = [];
  for (let turn = 0; turn <= TURNS; turn += 1) {
    const begun = performance.now();
    const started = await start(system);
    const tookMs = performance.now() - begun;
    if (turn > 0) times.push({ tookMs, processorMs: await processorMs(started.pid) });
    await started.kill('SIGKILL');
  }
  const tookMs = median(times.map((one) => one.tookMs));
  const processor = median(times.map((one) => one.processorMs));
  log(`  ${what}: ${tookMs.toFixed(0)} ms, processor ${processor.toFixed(0)} ms`);
  return {
    cells: [what, `< ${String(goalMs)} ms`, `${processor.toFixed(0)} ms`, `${tookMs.toFixed(0)} ms`],
    isReached: tookMs < goalMs,
  };
}
