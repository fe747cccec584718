import type { Client } from '@app/testing/client';
import { temporaryDirectory } from '@app/testing/parts';
import type { TestSystem } from '@app/testing/system';
import { median } from '../samples';
import type { Line, Suite } from '../suite';
import { startDownloader, timeDownloads, waitForPictures } from './downloader';
import { makeFilm } from './films';
import { type Source, startSource } from './source';
import { timeYardstick, type Yardstick } from './yardstick';

const MB = 1_000_000;
const AT_ONCE = 10;
const TURNS = 3;
const FILMS = { small: 5 * MB, large: 1_000 * MB };

interface Row {
  what: string;
  film: keyof typeof FILMS;
  files: number;
  /** Of pages that show the films, and not of the films themselves. */
  isPage?: boolean;
  yardstick: Yardstick;
  /** Of the yardstick's time and so much more, or milliseconds. */
  goal: { share: number; plusMs?: number } | { ms: number };
}

interface Setting {
  client: Client;
  source: Source;
  directory: string;
  system: TestSystem;
}

const ROWS: Row[] = [
  {
    what: '20 files of 5 MB',
    film: 'small',
    files: 20,
    yardstick: 'curl, sha256sum, ffprobe',
    goal: { share: 1.3 },
  },
  {
    what: '50 files of 5 MB',
    film: 'small',
    files: 50,
    yardstick: 'curl, sha256sum, ffprobe',
    goal: { ms: 2_500 },
  },
  {
    what: '200 files of 5 MB',
    film: 'small',
    files: 200,
    yardstick: 'curl, sha256sum, ffprobe',
    goal: { share: 1.1 },
  },
  { what: 'one file of 1 GB', film: 'large', files: 1, yardstick: 'curl, sha256sum', goal: { share: 1 } },
  {
    what: 'one page with a video of 5 MB',
    film: 'small',
    files: 1,
    isPage: true,
    yardstick: 'yt-dlp',
    goal: { share: 1.1, plusMs: 500 },
  },
];

export const files: Suite = {
  title: 'Files',
  about:
    `The real api and one real worker of ${String(AT_ONCE)} slots as processes of their own: from the first request to the last file in the storage, ` +
    `checked and hashed; the pictures out of the films follow, and are waited for before the next turn. Beside: a shell that starts the programs named, ${String(AT_ONCE)} at once, and keeps no record of it; and curl alone, which is given the film itself where a page shows it. ` +
    `Turn by turn ${String(TURNS)} times, medians, and of ours the least and the most. The server that the files come from shares the machine.`,
  columns: ['what', 'goal', 'curl', 'by hand', 'measured', 'from – to', 'of by hand'],
  run: measureFiles,
};

async function measureFiles(log: (text: string) => void): Promise<Line[]> {
  const directory = await temporaryDirectory();
  const films: Record<string, string> = {};
  for (const [name, bytes] of Object.entries(FILMS))
    films[name] = await makeFilm(directory.path, name, bytes);
  const source = await startSource(films);
  const { system, client } = await startDownloader(source.host, AT_ONCE);
  system.onClose(directory.remove);
  system.onClose(source.close);
  try {
    // What is loaded with the first of them.
    await timeDownloads(client, source.addresses('small', AT_ONCE), AT_ONCE);
    await waitForPictures(system);
    const lines: Line[] = [];
    for (const row of ROWS)
      lines.push(await measureRow(row, { client, source, directory: directory.path, system }, log));
    return lines;
  } finally {
    await system.close();
  }
}

async function measureRow(
  { what, film, files: count, isPage = false, yardstick, goal }: Row,
  { client, source, directory, system }: Setting,
  log: (text: string) => void,
): Promise<Line> {
  const times = { curl: [] as number[], byHand: [] as number[], ours: [] as number[] };
  const others = () => (isPage ? source.pages : source.addresses)(film, count);
  for (let turn = 0; turn < TURNS; turn += 1) {
    const options = { directory, atOnce: AT_ONCE };
    times.curl.push(await timeYardstick('curl', source.addresses(film, count), options));
    times.byHand.push(await timeYardstick(yardstick, others(), options));
    times.ours.push(await timeDownloads(client, others(), AT_ONCE));
    await waitForPictures(system);
    log(
      `  ${what}: ${times.ours.at(-1)?.toFixed(0) ?? ''} ms, by hand ${times.byHand.at(-1)?.toFixed(0) ?? ''} ms`,
    );
  }
  const [curl, byHand, ours] = [median(times.curl), median(times.byHand), median(times.ours)];
  const share = ours / byHand;
  const goalMs = 'share' in goal ? goal.share * byHand + (goal.plusMs ?? 0) : goal.ms;
  return {
    cells: [
      what,
      wordsOf(goal),
      seconds(curl),
      seconds(byHand),
      seconds(ours),
      `${seconds(Math.min(...times.ours))} – ${seconds(Math.max(...times.ours))}`,
      `${share.toFixed(2)} ×`,
    ],
    isReached: ours <= goalMs,
  };
}

function wordsOf(goal: Row['goal']): string {
  if ('ms' in goal) return `< ${seconds(goal.ms)}`;
  const share = `≤ ${goal.share.toFixed(1)} ×`;
  return goal.plusMs === undefined ? share : `${share} + ${seconds(goal.plusMs)}`;
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}
