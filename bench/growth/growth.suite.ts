import { sample, type Samples } from '../samples';
import type { Line, Suite } from '../suite';
import { Installation } from './installation';
import type { Row } from './row';
import { rows } from './rows';
import type { History } from './seed';

const SHORT: History = { downloads: 1_000, queued: 100 };
const LONG: History = { downloads: 1_000_000, queued: 100_000 };
const SAMPLES = 15;
/** Below this a ratio says more about the machine than about the history. */
const NOISE_MS = 2;

async function measureAll(history: History, log: (text: string) => void): Promise<Map<Row, Samples>> {
  log(`making ${history.downloads} downloads, ${history.queued} of them queued …`);
  const installation = await Installation.start(history);
  try {
    const measured = new Map<Row, Samples>();
    for (const row of rows) {
      const { samples = SAMPLES, prepare, run } = row;
      const found = await sample({
        samples,
        prepare: () => prepare?.(installation) ?? Promise.resolve(),
        run: () => run(installation),
      });
      log(`  ${row.what}: ${milliseconds(found.medianMs)}`);
      measured.set(row, found);
    }
    return measured;
  } finally {
    await installation.close();
  }
}

function lineOf(row: Row, short: Samples, long: Samples): Line {
  const ratio = long.medianMs / short.medianMs;
  const isFlat =
    row.maxRatio === undefined || ratio <= row.maxRatio || long.medianMs - short.medianMs < NOISE_MS;
  const goal = row.maxRatio === undefined ? `< ${row.goalMs} ms` : `< ${row.goalMs} ms, ≤ ${row.maxRatio} ×`;
  const cells = [
    row.what,
    goal,
    milliseconds(short.medianMs),
    milliseconds(long.medianMs),
    milliseconds(long.p95Ms),
    `${ratio.toFixed(1)} ×`,
  ];
  return { cells, isReached: long.medianMs < row.goalMs && isFlat };
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`;
}

export const growth: Suite = {
  title: 'A long history',
  about:
    'The real api process, and the dispatcher’s and a worker’s own code, on PostgreSQL and Redis of their own: with ' +
    '1,000 downloads, 100 of them queued, and with 1,000,000, 100,000 of them queued, by a thousand people, six of seven ' +
    'for a host that is paused. Medians. What the api keeps for two seconds is asked for when it is outdated. PostgreSQL ' +
    'runs without fsync, as in the tests: writes to a disk come on top, at either size.',
  columns: ['what', 'goal', '1,000', '1,000,000', 'its p95', 'ratio'],
  run: async (log) => {
    const short = await measureAll(SHORT, log);
    const long = await measureAll(LONG, log);
    return rows.flatMap((row) => {
      const [before, after] = [short.get(row), long.get(row)];
      return before && after ? [lineOf(row, before, after)] : [];
    });
  },
};
