import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EgressPolicy, FilteringProxy, GuardedHttp } from '@app/egress';
import { NodeProcessRunner, ToolLauncher } from '@app/process';
import { HttpStand } from '@app/testing/http-stand';
import { testSandbox } from '@app/testing/parts';
import { aliveIn } from '@app/testing/processes';
import { testConfig } from '@app/testing/test-config';
import { until } from '@app/testing/until';
import { useDirectory } from '@app/testing/use-directory';
import { FetchCaptions } from '../captions/fetch-captions';
import type { FetchedMedia } from '../fetching';
import { Ffprobe } from '../inspection/ffprobe';
import { RecordedWatcher } from '../testing/recorded-watcher';
import type { Quality } from './ytdlp-config';
import { YtdlpFetcher } from './ytdlp-fetcher';

const REAL_FFMPEG = process.env.FFMPEG_PATH ?? '/usr/bin/ffmpeg';

interface Wanted {
  quality?: Quality;
  subtitleLanguages?: string[];
  signal?: AbortSignal;
  ffmpeg?: string;
}

describe('RF-007 YtdlpFetcher with the real yt-dlp and ffmpeg', () => {
  const processes = new NodeProcessRunner();
  const never = new AbortController().signal;
  let sandbox: Awaited<ReturnType<typeof testSandbox>>;
  let stand: HttpStand;
  let inward: HttpStand;
  let proxy: FilteringProxy;
  let http: GuardedHttp;
  let tools: ToolLauncher;
  const directory = useDirectory();
  let workDir: string;
  let watcher: RecordedWatcher;

  beforeAll(async () => {
    [sandbox, stand, inward] = await Promise.all([testSandbox(), HttpStand.start(), HttpStand.start()]);
    const policy = new EgressPolicy(config());
    [proxy, http] = [new FilteringProxy(policy), new GuardedHttp(policy)];
    tools = new ToolLauncher(processes, config());
  });

  afterAll(async () => {
    await tools.onApplicationShutdown();
    await Promise.all([proxy.onApplicationShutdown(), http.onApplicationShutdown()]);
    await Promise.all([sandbox.close(), stand.close(), inward.close()]);
  });

  beforeEach(async () => {
    sandbox.throttle.bytesPerSecond = 0;
    inward.requests.length = 0;
    workDir = join(directory.path, 'run');
    await mkdir(workDir);
    watcher = new RecordedWatcher();
  });

  /** The sandbox and one stand may be reached, and nothing else of this machine. */
  function config(env: Record<string, string> = {}) {
    return testConfig({ EGRESS_ALLOW: `${new URL(sandbox.origin).host},${stand.host}`, ...env });
  }

  function fetch(url: string, wanted: Wanted = {}): Promise<FetchedMedia> {
    const { quality = 'best', subtitleLanguages = [], signal = never, ffmpeg } = wanted;
    const env = config(ffmpeg ? { FFMPEG_PATH: ffmpeg } : {});
    const launcher = ffmpeg ? new ToolLauncher(processes, env) : tools;
    const fetcher = new YtdlpFetcher(launcher, proxy, env, http, new FetchCaptions(http));
    return fetcher.fetch({ url, quality, subtitleLanguages }, { workDir, signal, watcher });
  }

  const seen = (media: FetchedMedia) => new Ffprobe(tools).readFacts(media.path, never);

  it('should find the video of a page, with its subtitles and its picture', async () => {
    const media = await fetch(`${sandbox.origin}/paginas/mapa.html`, { subtitleLanguages: ['pt', 'en'] });
    expect(media).toMatchObject({
      title: expect.stringContaining('Mapa animado') as string,
      thumbnailUrl: `${sandbox.origin}/media/mapa.jpg`,
      subtitles: [{ language: 'pt', path: join(workDir, 'media.pt.vtt'), automatic: false }],
      extractor: 'HTML5MediaEmbed',
    });
    await expect(seen(media)).resolves.toMatchObject({ height: 270, videoCodec: 'h264', audioCodec: 'aac' });
  });

  it('should fetch a stream in pieces, and tell how far it is', async () => {
    const media = await fetch(`${sandbox.origin}/media/debate-hls/index.m3u8`);
    const { durationSeconds } = await seen(media);
    expect(Math.round(durationSeconds)).toBe(10);
    expect(watcher.phases.slice(0, 2)).toEqual(['resolving', 'downloading']);
    expect(watcher.bytes).toBeGreaterThan(1_000_000);
    const bytes = watcher.said.map(({ downloadedBytes }) => downloadedBytes);
    expect(bytes).toEqual([...bytes].sort((left, right) => left - right));
  });

  it('should put picture and sound together that come apart', async () => {
    const media = await fetch(`${sandbox.origin}/media/palestra-dash/manifest.mpd`);
    await expect(seen(media)).resolves.toMatchObject({ videoCodec: 'h264', audioCodec: 'aac' });
    expect(watcher.phases).toEqual(['resolving', 'downloading', 'merging']);
    await expect(readdir(workDir)).resolves.not.toContainEqual(expect.stringMatching(/\.f\w+\.|\.part/));
  });

  it.each([
    ['HLS', 'alturas-hls/master.m3u8', '720', 720],
    ['HLS', 'alturas-hls/master.m3u8', '480', 360],
    ['HLS', 'alturas-hls/master.m3u8', '360', 360],
    ['DASH', 'alturas-dash/manifest.mpd', '1080', 720],
    ['DASH', 'alturas-dash/manifest.mpd', '360', 360],
  ] as const)(
    'should take of %s %s, asked for %s, the picture of %i',
    async (...[, path, quality, height]) => {
      const media = await fetch(`${sandbox.origin}/media/${path}`, { quality });
      expect(new Set(media.offered)).toEqual(new Set([360, 720]));
      await expect(seen(media)).resolves.toMatchObject({ height, audioCodec: 'aac' });
    },
  );

  it('should take the sound alone', async () => {
    const media = await fetch(`${sandbox.origin}/media/alturas-dash/manifest.mpd`, { quality: 'audio' });
    await expect(seen(media)).resolves.toMatchObject({ videoCodec: null, audioCodec: 'aac' });
  });

  it.each([
    [404, 'source.removed'],
    [401, 'source.login-required'],
    [429, 'source.rate-limited'],
    [503, 'source.unreachable'],
  ])('should know what status %i of a page means', async (status, code) => {
    stand.answer = (_request, response) => response.writeHead(status).end();
    await expect(fetch(stand.url('/page'))).rejects.toMatchObject({ code });
  });

  it('should say that a page has no video', async () => {
    stand.answer = (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><p>Boletim</p></html>');
    await expect(fetch(stand.url('/page'))).rejects.toMatchObject({ code: 'source.not-a-video' });
  });

  it('should not leave out a piece that cannot be had', async () => {
    const end = sandbox.faults.addFault({ path: '/media/debate-hls/piece-2.ts', status: 404 });
    await expect(fetch(`${sandbox.origin}/media/debate-hls/index.m3u8`)).rejects.toMatchObject({
      code: 'source.expired',
    });
    end();
  });

  describe('told to stop', () => {
    const reason = new Error('cancelled');

    /** Stops a fetch when a condition holds; afterwards nothing may work in its directory any more. */
    async function stopWhen(begun: () => Promise<boolean>, run: (signal: AbortSignal) => Promise<unknown>) {
      const stop = new AbortController();
      const running = run(stop.signal);
      const refused = expect(running).rejects.toBe(reason);
      await until(begun);
      stop.abort(reason);
      await refused;
      await until(async () => (await aliveIn(workDir)).length === 0, 15_000);
    }

    it('should leave no process while it looks at a page', async () => {
      const path = '/paginas/mapa.html';
      const end = sandbox.faults.addFault({ path, delayMs: 4_000 });
      sandbox.faults.seen.length = 0;
      await stopWhen(
        () => Promise.resolve(sandbox.faults.seen.some(({ url }) => url === path)),
        (signal) => fetch(sandbox.origin + path, { signal }),
      );
      end();
    });

    it('should leave no process while bytes come', async () => {
      sandbox.throttle.bytesPerSecond = 50_000;
      await stopWhen(
        () => Promise.resolve(watcher.bytes > 0),
        (signal) => fetch(`${sandbox.origin}/media/debate-hls/index.m3u8`, { signal }),
      );
    });

    it('should leave no process while ffmpeg works', async () => {
      // Does everything that ffmpeg does but merging, which it never ends.
      const ffmpeg = join(directory.path, 'ffmpeg');
      const script = `case "$*" in *" -map "*) sleep 3600;; *) exec ${REAL_FFMPEG} "$@";; esac`;
      await writeFile(ffmpeg, `#!/bin/sh\n${script}\n`);
      await chmod(ffmpeg, 0o755);
      const begun = async () => (await aliveIn(workDir)).length > 2 && watcher.phases.includes('merging');
      await stopWhen(begun, (signal) =>
        fetch(`${sandbox.origin}/media/palestra-dash/manifest.mpd`, { signal, ffmpeg }),
      );
    });
  });

  describe('led inward', () => {
    const PLAYLIST = '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:4\n';

    const answerWith = (type: string, body: () => string) => {
      stand.answer = (_request, response) => response.writeHead(200, { 'content-type': type }).end(body());
    };

    async function expectForbidden(path: string): Promise<void> {
      await expect(fetch(stand.url(path))).rejects.toMatchObject({ code: 'egress.forbidden' });
      expect(inward.requests).toEqual([]);
    }

    it('should refuse a page that redirects', async () => {
      stand.answer = (_request, response) =>
        response.writeHead(302, { location: inward.url('/secret') }).end();
      await expectForbidden('/page');
    });

    it('should refuse a page whose video lies there', async () => {
      answerWith('text/html', () => `<html><video src="${inward.url('/video.mp4')}"></video></html>`);
      await expectForbidden('/page.html');
    });

    it('should refuse a playlist whose pieces lie there', async () => {
      answerWith(
        'application/vnd.apple.mpegurl',
        () => `${PLAYLIST}#EXTINF:4,\n${inward.url('/piece.ts')}\n#EXT-X-ENDLIST\n`,
      );
      await expectForbidden('/list.m3u8');
    });

    it('should refuse a playlist whose key lies there', async () => {
      const key = () => `#EXT-X-KEY:METHOD=AES-128,URI="${inward.url('/key')}"\n`;
      answerWith(
        'application/vnd.apple.mpegurl',
        () => `${PLAYLIST}${key()}#EXTINF:4,\n${stand.url('/piece.ts')}\n#EXT-X-ENDLIST\n`,
      );
      await expectForbidden('/list.m3u8');
    });

    it('should not read files of this machine for a playlist', async () => {
      const piece = '#EXTINF:4,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n';
      answerWith('application/vnd.apple.mpegurl', () => PLAYLIST + piece);
      await expect(fetch(stand.url('/list.m3u8'))).rejects.toThrow();
    });
  });
});
