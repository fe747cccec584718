import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HttpStand } from '@app/testing/http-stand';
import { temporaryDirectory } from '@app/testing/parts';
import { makeFilm } from '../files/films';
import { childrenProcessorMs } from '../processor';
import { median } from '../samples';
import type { Line, Suite } from '../suite';
import { interpreterOf, ytdlpProgram } from './program';

const PAGES = 10;
const TURNS = 3;
const FILM_BYTES = 5_000_000;
const SCRIPT = 'bench/ytdlp/forked.py';

export const ytdlp: Suite = {
  title: 'yt-dlp for a small page',
  about:
    `Time of the processor that yt-dlp takes for a page with one video of 5 MB, without the programs that keep it away from the rest of the machine. ` +
    `${String(PAGES)} pages, ${String(TURNS)} times, medians. In one process for all, and in children of a process that has imported and used it, ` +
    `the first page is not counted: this is what a runner that forks could save. An extractor is named where its address is known at once, as YouTube’s is; ` +
    `for other pages yt-dlp compiles the patterns of all its extractors first.`,
  columns: ['what', 'processor a page', 'of a process each'],
  run: async (log) => {
    const directory = await temporaryDirectory();
    const film = await makeFilm(directory.path, 'film', FILM_BYTES);
    const stand = await HttpStand.start((request, response) => {
      const isPage = request.url?.startsWith('/page') === true;
      response.writeHead(200, { 'content-type': isPage ? 'text/html' : 'video/mp4' });
      if (isPage)
        response.end(`<!doctype html><title>Class</title><video src="/film/${request.url ?? ''}"></video>`);
      else createReadStream(film).pipe(response);
    });
    try {
      return await measureYtdlp(stand, directory.path, log);
    } finally {
      await stand.close();
      await directory.remove();
    }
  },
};

async function measureYtdlp(
  stand: HttpStand,
  directory: string,
  log: (text: string) => void,
): Promise<Line[]> {
  const program = ytdlpProgram();
  const options = [
    '--ignore-config',
    '--quiet',
    '--no-progress',
    '-o',
    join(directory, '%(epoch)s-%(autonumber)s.%(ext)s'),
  ];
  let page = 0;
  const pages = (count: number) =>
    Array.from({ length: count }, () => stand.url(`/page/${String((page += 1))}`));
  const each = (args: string[]) => async () => {
    for (const url of pages(PAGES)) await run(program, [...options, ...args, url]);
  };
  const python = await interpreterOf(program);
  const ways: [what: string, measure: () => Promise<number>][] = [
    ['a process each', () => processorOf(each([]))],
    ['a process each, the extractor named', () => processorOf(each(['--use-extractors', 'html5,generic']))],
    [
      'starting alone',
      () =>
        processorOf(async () => {
          for (let time = 0; time < PAGES; time += 1) await run(program, ['--ignore-config', '--version']);
        }),
    ],
    ['one process for all', () => beyondFirst((count) => run(program, [...options, ...pages(count)]))],
    ...(python === undefined
      ? []
      : [
          [
            'a child of a warm process each',
            () => beyondFirst((count) => run(python, [SCRIPT, options.join('\n'), ...pages(count)])),
          ] satisfies [string, () => Promise<number>],
        ]),
  ];
  const measured: [string, number][] = [];
  for (const [what, measure] of ways) {
    const times: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) times.push((await measure()) / PAGES);
    measured.push([what, median(times)]);
    log(`  ${what}: ${median(times).toFixed(0)} ms`);
  }
  const [, eachMs = NaN] = measured[0] ?? [];
  return measured.map(([what, ms]) => ({
    cells: [what, `${ms.toFixed(0)} ms`, `${((ms / eachMs) * 100).toFixed(0)} %`],
  }));
}

/** Without the first page, which the others have the benefit of. */
async function beyondFirst(measure: (pages: number) => Promise<unknown>): Promise<number> {
  return (await processorOf(() => measure(PAGES + 1))) - (await processorOf(() => measure(1)));
}

async function processorOf(work: () => Promise<unknown>): Promise<number> {
  const before = await childrenProcessorMs();
  await work();
  return (await childrenProcessorMs()) - before;
}

function run(file: string, args: string[]): Promise<unknown> {
  return promisify(execFile)(file, args);
}
