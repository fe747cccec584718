import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { EgressPolicy, FilteringProxy, GuardedHttp } from '@app/egress';
import { NodeProcessRunner, type RunningProcess, ToolLauncher } from '@app/process';
import { HttpStand } from '@app/testing/http-stand';
import { temporaryDirectory } from '@app/testing/parts';
import { testConfig } from '@app/testing/test-config';
import { until } from '@app/testing/until';
import { FetchCaptions } from '../captions/fetch-captions';
import { type FetchedMedia, PHASE_LIMITS } from '../fetching';
import { Ffprobe } from '../inspection/ffprobe';
import { RecordedWatcher } from '../testing/recorded-watcher';
import { YtdlpFetcher } from './ytdlp-fetcher';

/** Out of memory, or on a busy machine out of time first: bounded either way, and said in words. */
const TOO_MUCH = expect.stringMatching(/^source\.(too-complex|stalled)$/) as string;

/** What a page or a file says to get at the worker; each got there before programs were confined. */
describe('media made to break in', () => {
  const never = new AbortController().signal;
  const runner = new NodeProcessRunner();
  let stand: HttpStand;
  let listener: Server;
  let connections = 0;
  let proxy: FilteringProxy;
  let http: GuardedHttp;
  let tools: ToolLauncher;
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let workDir: string;
  /** A pipe with one secret in it: whoever opens it has it, and nobody else gets it any more. */
  let secret: string;
  let writer: RunningProcess;

  beforeAll(async () => {
    stand = await HttpStand.start();
    listener = createServer((socket) => {
      connections += 1;
      socket.on('error', () => undefined).end('REACHED\r\n');
    }).listen(0, '127.0.0.1');
    await once(listener, 'listening');
    proxy = new FilteringProxy(new EgressPolicy(config()));
    http = new GuardedHttp(new EgressPolicy(config()));
    tools = new ToolLauncher(runner, config());
  });

  afterAll(async () => {
    await Promise.all([
      http.onApplicationShutdown(),
      proxy.onApplicationShutdown(),
      tools.onApplicationShutdown(),
      stand.close(),
    ]);
    listener.close();
  });

  beforeEach(async () => {
    connections = 0;
    directory = await temporaryDirectory();
    workDir = join(directory.path, 'run');
    secret = join(directory.path, 'secret.ts');
    await mkdir(workDir);
    const script = 'mkfifo "$0"; echo > made; echo hunter2 > "$0"';
    writer = runner.start({ command: 'sh', args: ['-c', script, secret], cwd: directory.path });
    await until(() => readdir(directory.path).then((names) => names.includes('made')));
  });

  afterEach(async () => {
    await writer.stop();
    await directory.remove();
  });

  function config() {
    return testConfig({ EGRESS_ALLOW: stand.host });
  }

  const listenerPort = () => String((listener.address() as AddressInfo).port);

  function fetch(path: string): Promise<FetchedMedia> {
    const fetcher = new YtdlpFetcher(tools, proxy, config(), http, new FetchCaptions(http));
    const request = { url: stand.url(path), quality: 'best' as const, subtitleLanguages: [] };
    return fetcher.fetch(request, {
      workDir,
      signal: never,
      watcher: new RecordedWatcher(),
      limits: PHASE_LIMITS,
    });
  }

  /** Every byte that is left in the run's directory. */
  async function stored(): Promise<string> {
    const names = (await readdir(workDir, { withFileTypes: true })).filter((entry) => entry.isFile());
    const texts = await Promise.all(names.map(({ name }) => readFile(join(workDir, name), 'latin1')));
    return texts.join('\n');
  }

  /** Serves texts by path. */
  function serve(answers: Record<string, string | Buffer>, type = 'application/vnd.apple.mpegurl'): void {
    stand.answer = (request, response) => {
      const body = answers[request.url ?? ''];
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body);
    };
  }

  const master = (variant: string) => `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9000000\n${variant}\n`;
  /** A live playlist first, so that yt-dlp takes the whole for a live stream and gives it to ffmpeg. */
  const live = '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n/piece.ts\n';
  const liveMaster = (variant: string) =>
    `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n/live.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=9000000\n${variant}\n`;

  async function expectUntouched(): Promise<void> {
    expect(connections).toBe(0);
    expect(await stored()).not.toMatch(/hunter2|REACHED/);
    // Nobody had it before us.
    const first = await runner.run({ command: 'timeout', args: ['5', 'cat', secret] });
    expect(first.stdout).toBe('hunter2\n');
  }

  async function expectShut(path: string): Promise<void> {
    await expect(fetch(path)).rejects.toThrow();
    await expectUntouched();
  }

  it('should not put a file of the machine into a video for a variant that names it', async () => {
    const own = join(workDir, 'media.mp4.ts');
    await writeFile(own, Buffer.alloc(188 * 50, 0x47));
    const variant = `concat:subfile,,start,0,end,400,,:${secret}|${own}`;
    serve({ '/a.m3u8': liveMaster(variant), '/live.m3u8': live });
    await expectShut('/a.m3u8');
  });

  it.each(['tcp', 'gopher', 'ftp', 'rtmp'])('should not lead ffmpeg to %s on the machine', async (scheme) => {
    const variant = `${scheme}://127.0.0.1:${listenerPort()}/x`;
    serve({ '/a.m3u8': liveMaster(variant), '/live.m3u8': live });
    await expectShut('/a.m3u8');
  });

  it('should not give ffmpeg a playlist that stands in the address itself', async () => {
    const inner =
      '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI="data:,1234567890123456"\n#EXTINF:4,\n' +
      `file://${secret}\n#EXT-X-ENDLIST\n`;
    const data = `data:application/vnd.apple.mpegurl;base64,${Buffer.from(inner).toString('base64')}`;
    serve({ '/a.m3u8': master(data) });
    await expectShut('/a.m3u8');
  });

  it('should not follow a playlist that is served as a video', async () => {
    const playlist = '#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n' + `file://${secret}\n#EXT-X-ENDLIST\n`;
    const manifest =
      '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT4S"><Period>' +
      '<AdaptationSet mimeType="video/mp4"><Representation id="v" codecs="avc1" bandwidth="9"><BaseURL>/v.mp4</BaseURL></Representation></AdaptationSet>' +
      '<AdaptationSet mimeType="audio/mp4"><Representation id="a" codecs="mp4a" bandwidth="9"><BaseURL>/a.m4a</BaseURL></Representation></AdaptationSet>' +
      '</Period></MPD>';
    serve({ '/m.mpd': manifest, '/v.mp4': playlist, '/a.m4a': playlist }, 'application/dash+xml');
    await expectShut('/m.mpd');
  });

  it.each([
    [
      'HLS',
      (path: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile://${path}\n#EXT-X-ENDLIST\n`,
    ],
    ['concat', (path: string) => `ffconcat version 1.0\nfile '${path}'\n`],
    ['SDP', () => `v=0\nc=IN IP4 127.0.0.1\nm=video ${listenerPort()} RTP/AVP 96\na=rtpmap:96 H264/90000\n`],
  ])('should tell nothing of a file of the machine for a direct “video” that is %s', async (_, text) => {
    const video = join(workDir, 'media.mp4');
    await writeFile(video, text(secret));
    await expect(new Ffprobe(tools).readFacts(video, never)).rejects.toMatchObject({
      code: 'source.not-a-video',
    });
    await expectUntouched();
  });

  it('should end with words what unpacks to more than anybody reads', async () => {
    // Two gigabytes: more than the address space, however the page is read.
    const part = gzipSync(Buffer.alloc(128 * 1024 * 1024, '<a href="x">'), { level: 1 });
    const bomb = Buffer.concat(Array<Buffer>(16).fill(part));
    stand.answer = (_request, response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb);
    await expect(fetch('/page.html')).rejects.toMatchObject({ code: TOO_MUCH });
  });

  it('should end with words what has more segments than anybody plays', async () => {
    const manifest = `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"
      mediaPresentationDuration="PT2000000000S" profiles="urn:mpeg:dash:profile:isoff-live:2011"><Period>
      <AdaptationSet mimeType="video/mp4"><SegmentTemplate timescale="1" media="s$Number$.m4s" initialization="i.mp4">
      <SegmentTimeline><S t="0" d="1" r="2000000000"/></SegmentTimeline></SegmentTemplate>
      <Representation id="v" bandwidth="1000" codecs="avc1.42c00d" width="320" height="180"/></AdaptationSet></Period></MPD>`;
    stand.answer = (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/dash+xml' }).end(manifest);
    await expect(fetch('/film.mpd')).rejects.toMatchObject({ code: TOO_MUCH });
  });

  it('should not take a link that was left in place of the video', async () => {
    const path = join(directory.path, 'yt-dlp');
    const script = `ln -s ${secret} media.mp4; echo "@file \\"$PWD/media.mp4\\""`;
    await writeFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const settings = testConfig({ YTDLP_PATH: path });
    const launcher = new ToolLauncher(runner, settings);
    const request = { url: stand.url('/'), quality: 'best' as const, subtitleLanguages: [] };
    const run = new YtdlpFetcher(launcher, proxy, settings, http, new FetchCaptions(http)).fetch(request, {
      workDir,
      signal: never,
      watcher: new RecordedWatcher(),
    });
    await expect(run).rejects.toMatchObject({ code: 'source.incomplete' });
    await launcher.onApplicationShutdown();
  });
});
