import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryDirectory } from '@app/testing/parts';
import { startDownloader, timeDownloads, waitForPictures } from '../files/downloader';
import { makeFilm } from '../files/films';
import { startSource } from '../files/source';
import { timeYardstick } from '../files/yardstick';
import { median } from '../samples';
import type { Line, Suite } from '../suite';
import { interpreterOf, ytdlpProgram } from '../ytdlp/program';

const FILES = 50;
const FILM_BYTES = 5_000_000;
const AT_ONCE = 10;
/** MeTube's own, where nobody sets another. */
const METUBE_AT_ONCE = 3;
const TURNS = 3;
const CHILDREN = 'bench/peers/children.py';

/** Milliseconds for all of these addresses, into this directory. */
type Way = (addresses: string[], directory: string) => Promise<number>;

interface Row {
  what: string;
  atOnce: number;
  /** What it leaves behind beside the files. */
  leaves: string;
  way: Way;
}

export const peers: Suite = {
  title: 'Beside others',
  about:
    `${String(FILES)} files of 5 MB by address, from one server on the same machine; turn by turn ${String(TURNS)} times, medians. ` +
    `MeTube is in no registry of packages, so its way is measured and not the program: a server that has loaded yt-dlp starts a child of itself for each download; ` +
    `what else it does (a page, a list kept in files) is not counted. aria2 is measured where it is installed.`,
  columns: ['what', 'at once', 'it leaves', 'measured', 'of ours'],
  run: async (log) => {
    const directory = await temporaryDirectory();
    const source = await startSource({ film: await makeFilm(directory.path, 'film', FILM_BYTES) });
    const { system, client } = await startDownloader(source.host, AT_ONCE);
    const ours: Row = {
      what: 'Classroom Downloader',
      atOnce: AT_ONCE,
      leaves: 'files that were checked and hashed, and records of all runs',
      way: async (addresses) => {
        const tookMs = await timeDownloads(client, addresses, AT_ONCE);
        await waitForPictures(system);
        return tookMs;
      },
    };
    try {
      await ours.way(source.addresses('film', AT_ONCE), directory.path);
      return await measure([ours, ...(await others())], {
        addresses: () => source.addresses('film', FILES),
        directory: directory.path,
        log,
      });
    } finally {
      await system.close();
      await source.close();
      await directory.remove();
    }
  },
};

interface Setting {
  addresses: () => string[];
  directory: string;
  log: (text: string) => void;
}

async function measure(rows: Row[], { addresses, directory, log }: Setting): Promise<Line[]> {
  const times = new Map<Row, number[]>(rows.map((row) => [row, []]));
  for (let turn = 0; turn < TURNS; turn += 1)
    for (const [row, taken] of times) {
      const target = join(directory, 'peer');
      await mkdir(target);
      taken.push(await row.way(addresses(), target));
      await rm(target, { recursive: true });
      log(`  ${row.what}, ${String(row.atOnce)} at once: ${taken.at(-1)?.toFixed(0) ?? ''} ms`);
    }
  const [oursMs = NaN] = [...times.values()].map(median);
  return [...times].map(([{ what, atOnce, leaves }, taken]) => ({
    cells: [
      what,
      String(atOnce),
      leaves,
      `${(median(taken) / 1_000).toFixed(2)} s`,
      `${(median(taken) / oursMs).toFixed(1)} ×`,
    ],
  }));
}

async function others(): Promise<Row[]> {
  const program = ytdlpProgram();
  const python = await interpreterOf(program);
  const children = (atOnce: number): Way => {
    return async (addresses, directory) => {
      const args = [CHILDREN, String(atOnce), ytdlpOptions(directory).join('\n'), ...addresses];
      return Number((await promisify(execFile)(python ?? '', args)).stdout);
    };
  };
  const rows: Row[] = [
    {
      what: 'curl, a process each',
      atOnce: AT_ONCE,
      leaves: 'files',
      way: (addresses, directory) => timeYardstick('curl', addresses, { directory, atOnce: AT_ONCE }),
    },
    {
      what: 'yt-dlp, a process each',
      atOnce: AT_ONCE,
      leaves: 'files',
      way: (addresses, directory) => {
        const perAddress = ['-P', String(AT_ONCE), '-n', '1', program, ...ytdlpOptions(directory)];
        return timeProgram('xargs', perAddress, addresses.join('\n'));
      },
    },
  ];
  if (python !== undefined)
    for (const atOnce of [METUBE_AT_ONCE, AT_ONCE])
      rows.push({ what: 'MeTube’s way', atOnce, leaves: 'files', way: children(atOnce) });
  if (await isInstalled('aria2c'))
    rows.push({ what: 'aria2', atOnce: AT_ONCE, leaves: 'files', way: timeAria2 });
  return rows;
}

function ytdlpOptions(directory: string): string[] {
  const path = join(directory, '%(id)s.%(ext)s');
  return ['--ignore-config', '--quiet', '--no-progress', '-o', path];
}

async function timeAria2(addresses: string[], directory: string): Promise<number> {
  const list = join(directory, 'addresses');
  await writeFile(list, addresses.join('\n'));
  const args = ['--no-conf', '--quiet', '-j', String(AT_ONCE), '-d', directory, '-i', list];
  return timeProgram('aria2c', args);
}

async function timeProgram(file: string, args: string[], stdin = ''): Promise<number> {
  const begun = performance.now();
  const running = promisify(execFile)(file, args);
  running.child.stdin?.end(stdin);
  await running;
  return performance.now() - begun;
}

async function isInstalled(program: string): Promise<boolean> {
  const found = promisify(execFile)('sh', ['-c', 'command -v "$1"', 'sh', program]);
  return found.then(
    () => true,
    () => false,
  );
}
