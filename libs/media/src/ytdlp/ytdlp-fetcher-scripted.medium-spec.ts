import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EgressPolicy, FilteringProxy, GuardedHttp } from '@app/egress';
import { NodeProcessRunner, ToolLauncher } from '@app/process';
import { DiskFull } from '@app/storage';
import { HttpStand } from '@app/testing/http-stand';
import { temporaryDirectory } from '@app/testing/parts';
import { aliveIn } from '@app/testing/processes';
import { testConfig } from '@app/testing/test-config';
import { until } from '@app/testing/until';
import { useDirectory } from '@app/testing/use-directory';
import { FetchCaptions } from '../captions/fetch-captions';
import { type FetchedMedia, PHASE_LIMITS } from '../fetching';
import { SourceIncomplete, SourceStalled, SourceTooComplex, SourceUnreachable } from '../media.errors';
import { RecordedWatcher } from '../testing/recorded-watcher';
import { YtdlpFetcher } from './ytdlp-fetcher';

const INFO =
  '@info {"title": "Aula 3", "description": "d", "duration": 61.5, "extractor_key": "Fake", "thumbnail": "https://i.example/t.jpg"} [{"format_id": "v", "filesize": 300}, {"format_id": "a", "filesize": 100}] [{"width": 640, "height": 360}, {"width": 720, "height": 1280}, {"height": 720}, {"height": null}]';

/** Lines of a script: prints what stands between the marks as it is. */
const print = (...lines: string[]) => `cat <<'EOL'\n${lines.join('\n')}\nEOL`;
const fail = (...lines: string[]) => `cat >&2 <<'EOL'\n${lines.join('\n')}\nEOL\nexit 1`;
const WHOLE = `echo film > media.mp4; echo "@file \\"$PWD/media.mp4\\""`;
/** Starts a child as yt-dlp starts ffmpeg, tells its id, and stays. */
const LINGER = 'sleep 3600 & echo $! > child; wait';

describe('YtdlpFetcher with a scripted yt-dlp', () => {
  let proxy: FilteringProxy;
  let http: GuardedHttp;
  let stand: HttpStand;
  let tools: ToolLauncher;
  let programs: Awaited<ReturnType<typeof temporaryDirectory>>;
  const directory = useDirectory();
  let workDir: string;
  let watcher: RecordedWatcher;

  beforeAll(async () => {
    stand = await HttpStand.start();
    const policy = new EgressPolicy(testConfig({ EGRESS_ALLOW: stand.host }));
    [proxy, http] = [new FilteringProxy(policy), new GuardedHttp(policy)];
    await proxy.address();
    programs = await temporaryDirectory();
    await script('exit 1');
    tools = new ToolLauncher(new NodeProcessRunner(), testConfig({ YTDLP_PATH: ytdlp() }));
  });

  afterAll(async () => {
    await tools.onApplicationShutdown();
    await programs.remove();
    await Promise.all([proxy.onApplicationShutdown(), http.onApplicationShutdown()]);
    await stand.close();
  });

  beforeEach(async () => {
    workDir = join(directory.path, 'run');
    await mkdir(workDir);
    watcher = new RecordedWatcher();
  });

  const inRun = (name: string) => join(workDir, name);
  const textOf = (name: string) => readFile(inRun(name), 'utf8').catch(() => '');

  const ytdlp = () => join(programs.path, 'yt-dlp');
  /** Puts a shell script in yt-dlp's place. */
  async function script(text: string): Promise<void> {
    await writeFile(ytdlp(), `#!/bin/sh\n${text}\n`);
    await chmod(ytdlp(), 0o755);
  }

  /** Runs the fetcher with a shell script in yt-dlp's place. Its working directory is the run's. */
  async function fetch(
    text: string,
    {
      signal = new AbortController().signal,
      subtitles = [] as string[],
      stallMs = 60_000,
      limits = PHASE_LIMITS,
      leastRate = { bytesPerSecond: 0, windowMs: 1 },
    } = {},
  ): Promise<FetchedMedia> {
    await script(text);
    const config = testConfig();
    Object.assign(config.downloads, { stallMs, leastRate });
    const fetcher = new YtdlpFetcher(tools, proxy, config, http, new FetchCaptions(http));
    const request = { url: "https://x.example/it's", quality: '720' as const, subtitleLanguages: subtitles };
    return fetcher.fetch(request, { workDir, signal, watcher, limits });
  }

  /** Until there is nobody left in the run's directory. Ids that a script tells are those of its own namespace. */
  const untilGone = () => until(async () => (await aliveIn(workDir)).length === 0);
  /** Until the script has started a child. */
  const child = () => until(async () => Number(await textOf('child')) || undefined);

  it('should tell what came, and how it came', async () => {
    const media = await fetch(
      [
        print(
          INFO,
          '@progress {"status": "downloading", "downloaded_bytes": 150, "total_bytes": 300, "speed": 50.4} {"format_id": "v"}',
          '@progress {"status": "finished", "downloaded_bytes": 300, "total_bytes": 300} {"format_id": "v"}',
          '@progress {"status": "finished", "downloaded_bytes": 100, "total_bytes": 100} {"format_id": "a"}',
        ),
        `echo '@post {"status": "started", "postprocessor": "Merger"}' >&2`,
        WHOLE,
      ].join('\n'),
    );
    expect(media).toEqual({
      path: inRun('media.mp4'),
      sizeBytes: 5,
      sha256: null,
      title: 'Aula 3',
      description: 'd',
      durationSeconds: 61.5,
      thumbnailUrl: 'https://i.example/t.jpg',
      subtitles: [],
      sourceVersion: null,
      extractor: 'Fake',
      verified: false,
      uploadDate: null,
      chapters: [],
      offered: [360, 720, 720],
    });
    // Two pipes: which of them is read first is not for us to say.
    expect(watcher.phases[0]).toBe('resolving');
    expect(new Set(watcher.phases)).toEqual(new Set(['resolving', 'downloading', 'merging']));
    expect(watcher.said).toEqual([
      { downloadedBytes: 150, totalBytes: 400, speed: 50 },
      { downloadedBytes: 300, totalBytes: 400, speed: null },
      { downloadedBytes: 400, totalBytes: 400, speed: null },
    ]);
  });

  it('should hand everything over on standard input, and nothing in argv', async () => {
    await fetch(`printf '%s\\n' "$@" > argv; cat > stdin; ${WHOLE}`);
    await expect(textOf('argv')).resolves.toBe('--ignore-config\n--config-locations\n-\n');
    const stdin = await textOf('stdin');
    expect(stdin).toContain(`--proxy '${(await proxy.address()).url}'`);
    expect(stdin).toContain(`--paths '${workDir}'`);
    expect(stdin).toContain(`'https://x.example/it'"'"'s'`);
    expect(stdin).toContain(`--format-sort 'res:720,ext:mp4:m4a'`);
  });

  it('should make do without a word of what the video is, and ignore what is not meant for it', async () => {
    const garbage = print(
      '[download] 3 %',
      '@info {"title": ',
      '@progress {} {}',
      '@file',
      '@post',
      '\u0007',
    );
    await expect(fetch(`${garbage}\n${WHOLE}`)).resolves.toMatchObject({
      title: null,
      durationSeconds: null,
      extractor: 'Generic',
    });
    expect(watcher.said).toEqual([]);
  });

  it('should not believe what stands on standard error, where sites have a say', async () => {
    const lies = `cat >&2 <<'EOL'\nWARNING: the site says\n${INFO}\n@file "/etc/hostname"\nEOL`;
    await expect(fetch(lies)).rejects.toBeInstanceOf(SourceIncomplete);
    await expect(fetch(`${lies}\n${WHOLE}`)).resolves.toMatchObject({ title: null });
  });

  it.each([
    ['says nothing of a file', print(INFO)],
    ['claims a file that is not there', 'echo "@file \\"$PWD/media.mp4\\""'],
    ['leaves an empty file', 'true > media.mp4; echo "@file \\"$PWD/media.mp4\\""'],
    ['claims a file of the machine', print('@file "/etc/hostname"')],
    ['climbs out', 'echo film > ../media.mp4; echo "@file \\"$PWD/../media.mp4\\""'],
    ['claims a neighbour’s', 'mkdir ../run2; echo film > ../run2/m.mp4; echo "@file \\"${PWD}2/m.mp4\\""'],
    ['claims the directory itself', 'echo "@file \\"$PWD\\""'],
    ['claims a directory in it', 'mkdir media.mp4; echo "@file \\"$PWD/media.mp4\\""'],
    ['claims a path that is none', print('@file {"path": 1}', '@file 7', '@file NA')],
  ])('should not be content when it ends well and %s', async (_case, script) => {
    await expect(fetch(script)).rejects.toBeInstanceOf(SourceIncomplete);
  });

  it.each([
    [
      'source.private',
      "ERROR: [youtube] abc: Private video. Sign in if you've been granted access to this video",
    ],
    ['source.removed', 'ERROR: [youtube] abc: Video unavailable'],
    ['source.unreachable', 'ERROR: unable to download video data: HTTP Error 503: Service Unavailable'],
    ['source.bot-check', 'ERROR: [youtube] abc: Sign in to confirm you’re not a bot.'],
  ])('should fail with %s when it says so', async (code, message) => {
    const script = `${print(INFO)}\n${fail('WARNING: [youtube] something', message)}`;
    await expect(fetch(script)).rejects.toMatchObject({ code });
  });

  it('should know why it ended, however much is said after that', async () => {
    const trace = Array.from(
      { length: 100 },
      (_, line) => `  File "fragment.py", line ${String(line)}, in write`,
    );
    const ended = fetch(fail('ERROR: ', '[download] Got error: HTTP Error 404: Not Found.', ...trace));
    await expect(ended).rejects.toMatchObject({ code: 'source.expired' });
  });

  it('should fail although there is a file, when it does not end well', async () => {
    await expect(fetch(`${WHOLE}\nexit 1`)).rejects.toBeInstanceOf(SourceUnreachable);
    await expect(fetch(`${WHOLE}\nkill -SEGV $$`)).rejects.toBeInstanceOf(SourceUnreachable);
  });

  it('should try again later when it cannot be started', async () => {
    const config = testConfig({ YTDLP_PATH: join(directory.path, 'nowhere') });
    const fetcher = new YtdlpFetcher(
      new ToolLauncher(new NodeProcessRunner(), config),
      proxy,
      config,
      http,
      new FetchCaptions(http),
    );
    const request = { url: 'https://x.example/', quality: 'best' as const, subtitleLanguages: [] };
    const { signal } = new AbortController();
    await expect(fetcher.fetch(request, { workDir, signal, watcher })).rejects.toBeInstanceOf(
      SourceUnreachable,
    );
  });

  const merging = `echo '@post {"status": "started", "postprocessor": "Merger"}' >&2`;

  it.each([
    ['resolving', 'source.stalled', `echo 'working on it'; ${LINGER}`],
    ['downloading', 'source.stalled', `${print(INFO)}\n${LINGER}`],
    ['merging', 'download.too-long', `${print(INFO)}\n${merging}\n${LINGER}`],
  ])(
    'should end what is too long at %s, and what it has started, and say so',
    async (phase, code, script) => {
      const patient = { resolving: 60_000, merging: 60_000 };
      const limits = { ...patient, [phase]: 1_500 };
      const run = fetch(script, { limits, stallMs: phase === 'downloading' ? 1_500 : 60_000 });
      const message = expect.stringContaining(`(while ${phase})`) as string;
      await expect(run).rejects.toMatchObject({ code, message });
      await child();
      await untilGone();
    },
  );

  it('should not take chatter for an answer to what the video is', async () => {
    const chatter = 'while :; do echo still here; sleep 0.2; done';
    const limits = { ...PHASE_LIMITS, resolving: 1_500 };
    await expect(fetch(chatter, { limits })).rejects.toBeInstanceOf(SourceStalled);
  });

  it.each([
    ['stop at once when it is told to, with the reason', `${print(INFO)}\n${LINGER}`],
    ['stop what does not want to', `trap '' TERM\necho $$ > child\nwhile :; do sleep 3600; done`],
  ])('should %s', async (_title, script) => {
    const stop = new AbortController();
    const run = fetch(script, { signal: stop.signal });
    await child();
    const reason = new Error('cancelled');
    stop.abort(reason);
    await expect(run).rejects.toBe(reason);
    await untilGone();
  });

  it('should not begin when it is told to stop before', async () => {
    const reason = new Error('cancelled');
    await expect(fetch('true > begun', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(readFile(inRun('begun'))).rejects.toThrow('ENOENT');
  });

  it('should look at the disk every 64 MiB, and stop when there is no room', async () => {
    const progress = (mib: number) =>
      `echo '@progress {"downloaded_bytes": ${String(mib * 1024 * 1024)}} {"format_id": "v"}'`;
    const script = [print(INFO), ...[40, 63, 65, 100, 128, 130].map(progress), LINGER].join('\n');
    const full = new DiskFull();
    watcher.onRoomCheck = () => (watcher.roomChecks < 2 ? Promise.resolve() : Promise.reject(full));
    await expect(fetch(script)).rejects.toBe(full);
    expect(watcher.roomChecks).toBe(2);
    await until(async () => (await aliveIn(workDir)).length === 0);
  });

  it('should bear what is slow but not silent', async () => {
    const step = `sleep 0.9; echo '@progress {"downloaded_bytes": 1} {"format_id": "v"}'`;
    const script = `${print(INFO)}\n${step}\n${step}\n${step}\n${WHOLE}`;
    await expect(fetch(script, { stallMs: 2_500 })).resolves.toMatchObject({ sizeBytes: 5 });
  });

  it('should end a trickle, which holds a place and never gets anywhere', async () => {
    const step = (bytes: number) =>
      `sleep 0.5; echo '@progress {"downloaded_bytes": ${String(bytes)}} {"format_id": "v"}'`;
    const script = [print(INFO), ...[1, 2, 3, 4, 5, 6, 7, 8].map(step), LINGER].join('\n');
    const leastRate = { bytesPerSecond: 100, windowMs: 1_000 };
    await expect(fetch(script, { leastRate })).rejects.toMatchObject({ code: 'source.too-slow' });
    const fast = [print(INFO), ...[1_000, 2_000, 3_000, 4_000].map(step), WHOLE].join('\n');
    await expect(fetch(fast, { leastRate })).resolves.toMatchObject({ sizeBytes: 5 });
  });

  it('should let ffmpeg merge a long film in silence', async () => {
    const script = `${print(INFO)}\n${merging}\nsleep 3\n${WHOLE}`;
    await expect(fetch(script, { stallMs: 1_500 })).resolves.toMatchObject({ sizeBytes: 5 });
  });

  it('should give up for good what is described without end', async () => {
    const script = `printf '@info {"title": "'; head -c 2000000 /dev/zero | tr '\\0' x; printf '"} [] []\\n'; ${LINGER}`;
    await expect(fetch(script)).rejects.toBeInstanceOf(SourceTooComplex);
  });

  it('should give up for good what needs more memory than there may be', async () => {
    const script = fail('Traceback (most recent call last):', '  File "x.py", line 1, in y', 'MemoryError');
    await expect(fetch(script)).rejects.toBeInstanceOf(SourceTooComplex);
  });

  describe('with captions', () => {
    const VTT = 'WEBVTT\n\n00:01.000 --> 00:02.000\nOlá\n';
    const script = (captions: string) => `${print(INFO, captions)}\n${WHOLE}`;

    it('should keep the video when they are refused, or none can be read', async () => {
      stand.answer = (_request, response) => response.writeHead(429).end();
      const offered = JSON.stringify({ pt: [{ url: stand.url('/pt.vtt'), ext: 'vtt' }] });
      for (const line of [
        `@captions ${offered} {}`,
        '@captions 7 "x"',
        '@captions {"pt": 7} {"pt": [7, null]}',
      ])
        await expect(fetch(script(line), { subtitles: ['pt'] })).resolves.toMatchObject({
          sizeBytes: 5,
          subtitles: [],
        });
    });

    it('should keep the video when they never come, and not wait for ever', async () => {
      stand.answer = (_request, response) => response.writeHead(200).write('WEBVTT');
      const line = `@captions {"pt": [{"url": "${stand.url('/pt.vtt')}", "ext": "vtt"}]} {}`;
      const media = await fetch(script(line), { subtitles: ['pt'], stallMs: 1_500 });
      expect(media).toMatchObject({ sizeBytes: 5, subtitles: [] });
    });

    it('should not take a stop during that step for missing captions', async () => {
      const stop = new AbortController();
      const reason = new Error('cancelled');
      stand.answer = (_request, response) => {
        response.writeHead(200).write('WEBVTT');
        stop.abort(reason);
      };
      const line = `@captions {"pt": [{"url": "${stand.url('/pt.vtt')}", "ext": "vtt"}]} {}`;
      await expect(fetch(script(line), { subtitles: ['pt'], signal: stop.signal })).rejects.toBe(reason);
    });

    it('should take the automatic ones where nobody made any, and say so', async () => {
      stand.answer = (_request, response) => response.writeHead(200).end(VTT);
      const at = (path: string) => JSON.stringify([{ url: stand.url(path), ext: 'vtt' }]);
      const line = `@captions {"en": ${at('/en')}} {"en": ${at('/en-a')}, "pt": ${at('/pt-a')}}`;
      const media = await fetch(script(line), { subtitles: ['pt', 'en'] });
      expect(media.subtitles).toEqual([
        { language: 'pt', path: inRun('media.pt.vtt'), automatic: true },
        { language: 'en', path: inRun('media.en.vtt'), automatic: false },
      ]);
      expect(await textOf('media.pt.vtt')).toContain('Olá');
    });
  });
});
