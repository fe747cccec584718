import { writeFile } from 'node:fs/promises';
import type { Line, Suite } from '../suite';
import { costOf, type Size } from './cost';
import { type Bar, plotBars } from './plot';

const HISTORIES = [100, 10_000, 100_000, 1_000_000];
const RUNNING = [1, 10, 50];
const USUAL: Size = { history: 100, running: 10 };
const DOWNLOADS = 50;
const MOST = 1.5;
const PICTURE = 'pictures/cost-by-size.svg';

export const size: Suite = {
  title: 'Cost of a download by size',
  about:
    `Time of the processor that one download of a small file takes in the api, the worker (without the programs it starts) and PostgreSQL: ` +
    `after so many that have ended, and with so many at once. ${String(DOWNLOADS)} downloads, 3 times, medians. Nothing old is cleaned up meanwhile.`,
  picture: {
    path: PICTURE,
    alt: 'Bars of nearly the same height: the cost of a download by size of the history and by downloads at once',
  },
  columns: ['what', 'goal', 'processor a download', 'of the first'],
  run: async (log) => {
    const histories = await measure(
      HISTORIES.map((history) => ({ ...USUAL, history })),
      log,
    );
    const running = await measure(
      RUNNING.map((count) => ({ ...USUAL, running: count })),
      log,
    );
    const bars = (counts: number[], values: number[]): Bar[] =>
      counts.map((count, index) => ({ label: count.toLocaleString('en'), value: values[index] ?? 0 }));
    const groups = [
      { name: 'downloads before', bars: bars(HISTORIES, histories) },
      { name: 'downloads at once', bars: bars(RUNNING, running) },
    ];
    await writeFile(`docs/${PICTURE}`, plotBars('Processor for one download', groups, 'ms'));
    return groups.flatMap((group) => linesOf(group));
  },
};

async function measure(sizes: Size[], log: (text: string) => void): Promise<number[]> {
  const costs: number[] = [];
  for (const one of sizes) {
    costs.push(await costOf(one, DOWNLOADS));
    log(`  ${JSON.stringify(one)}: ${costs.at(-1)?.toFixed(0) ?? ''} ms`);
  }
  return costs;
}

function linesOf({ name, bars }: { name: string; bars: Bar[] }): Line[] {
  const first = bars[0]?.value ?? NaN;
  return bars.map(({ label, value }) => ({
    cells: [
      `${name}: ${label}`,
      `≤ ${MOST.toFixed(1)} ×`,
      `${value.toFixed(0)} ms`,
      `${(value / first).toFixed(2)} ×`,
    ],
    isReached: value / first <= MOST,
  }));
}
