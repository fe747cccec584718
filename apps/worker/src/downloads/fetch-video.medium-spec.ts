import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DownloadRun } from '@app/downloads';
import { EgressPolicy, FilteringProxy, GuardedHttp } from '@app/egress';
import {
  DirectFetcher,
  FetchCaptions,
  type FetchedMedia,
  plainLink,
  YtdlpFetcher,
  YtdlpHealth,
} from '@app/media';
import { NodeProcessRunner, ToolLauncher } from '@app/process';
import { HttpStand } from '@app/testing/http-stand';
import { temporaryDirectory } from '@app/testing/parts';
import { testConfig } from '@app/testing/test-config';
import { aRun } from '../testing/a-run';
import { FetchVideo } from './fetch-video';

const GOOD = '[debug] yt-dlp version stable@2026.10.26\n[debug] Optional libraries: yt_dlp_ejs-0.3.1';
const WITHOUT_SOLVER = '[debug] yt-dlp version stable@2026.10.26';
const OLD = '[debug] yt-dlp version stable@2023.03.04';

describe(FetchVideo, () => {
  let stand: HttpStand;
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let closing: (() => Promise<void>)[];

  beforeEach(async () => {
    stand = await HttpStand.start((request, response) => {
      const type = request.url?.startsWith('/aula.mp4') ? 'video/mp4' : 'text/html';
      response.writeHead(200, { 'content-type': type }).end('film');
    });
    directory = await temporaryDirectory();
    await mkdir(join(directory.path, 'run'));
    closing = [];
  });

  afterEach(async () => {
    for (const close of closing) await close();
    await stand.close();
    await directory.remove();
  });

  /** Fetches with a yt-dlp that tells of itself what is given, and otherwise gives a film at once. */
  async function fetch(
    run: Partial<DownloadRun>,
    { ytdlp = GOOD, drive = false } = {},
  ): Promise<FetchedMedia> {
    const path = join(directory.path, 'yt-dlp');
    const tell = `case "$*" in *--verbose*) printf '${ytdlp.replace('\n', '\\n')}\\n' >&2; exit 2;; esac`;
    const give = 'cat > stdin; echo other > media.mp4; echo "@file \\"$PWD/media.mp4\\""';
    await writeFile(path, `#!/bin/sh\n${tell}\n${give}\n`);
    await chmod(path, 0o755);
    const config = testConfig({ YTDLP_PATH: path, EGRESS_ALLOW: stand.host });
    const policy = new EgressPolicy(config);
    const [http, proxy, tools] = [
      new GuardedHttp(policy),
      new FilteringProxy(policy),
      new ToolLauncher(new NodeProcessRunner(), config),
    ];
    closing.push(
      () => http.onApplicationShutdown(),
      () => proxy.onApplicationShutdown(),
    );
    const fetcher = new FetchVideo(
      new DirectFetcher(http, config),
      new YtdlpFetcher(tools, proxy, config, http, new FetchCaptions(http)),
      new YtdlpHealth(tools),
      config,
    );
    const watcher = {
      phase: () => undefined,
      progress: () => undefined,
      expectSize: () => Promise.resolve(),
      checkRoom: () => Promise.resolve(),
    };
    const source = drive ? { ...plainLink(stand.url('/aula.mp4'), 'Aula'), mustBeMedia: false } : null;
    const context = { workDir: join(directory.path, 'run'), signal: new AbortController().signal, watcher };
    return fetcher.fetchVideo(aRun(run), source, context);
  }

  const link = (path: string) => ({ source: 'direct_link' as const, url: stand.url(path) });
  const stdin = () => readFile(join(directory.path, 'run', 'stdin'), 'utf8');

  it('should fetch a file of Drive and a link to a video by itself, whatever yt-dlp is like', async () => {
    await expect(fetch({ source: 'google_drive' }, { drive: true, ytdlp: OLD })).resolves.toMatchObject({
      extractor: 'direct',
      title: 'Aula',
    });
    await expect(fetch(link('/aula.mp4'), { ytdlp: OLD })).resolves.toMatchObject({ extractor: 'direct' });
    await expect(stdin()).rejects.toThrow('ENOENT');
  });

  it('should hand a link that turns out to be a page over to yt-dlp', async () => {
    await expect(fetch(link('/page'))).resolves.toMatchObject({ extractor: 'Generic', sizeBytes: 6 });
    expect(stand.requests).toHaveLength(1);
    await expect(stdin()).resolves.toContain(stand.url('/page'));
  });

  it.each(['/film.m3u8', '/film.M3U8?a=b', '/film.mpd'])(
    'should not even look at %s itself',
    async (path) => {
      await expect(fetch(link(path))).resolves.toMatchObject({ extractor: 'Generic' });
      expect(stand.requests).toEqual([]);
    },
  );

  it('should ask for the quality that is wanted', async () => {
    await fetch({ ...link('/film.m3u8'), quality: '480' });
    await expect(stdin()).resolves.toContain('res:480');
  });

  it.each([
    ['an old one', '/page', 'other' as const, OLD, '2023.03.04'],
    ['none that can be asked', '/page', 'other' as const, 'sh: not found', 'missing'],
    ['one without a solver, for YouTube', '/watch', 'youtube' as const, WITHOUT_SOLVER, 'solver'],
  ])('should wait for a better yt-dlp than %s', async (...[, path, source, ytdlp, word]) => {
    await expect(fetch({ source, url: stand.url(path) }, { ytdlp })).rejects.toMatchObject({
      code: 'ytdlp.unusable',
      message: expect.stringContaining(word) as string,
    });
    await expect(stdin()).rejects.toThrow('ENOENT');
  });

  it('should need the solver for YouTube alone', async () => {
    await expect(fetch(link('/page'), { ytdlp: WITHOUT_SOLVER })).resolves.toMatchObject({ sizeBytes: 6 });
    await expect(
      fetch({ source: 'youtube', url: 'https://www.youtube.com/watch?v=jNQXAC9IVRw' }),
    ).resolves.toMatchObject({ sizeBytes: 6 });
  });
});
