import { copyFile, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EgressPolicy, GuardedHttp } from '@app/egress';
import { SnoozeError } from '@app/kernel';
import {
  ContainerReader,
  type FetchedMedia,
  Ffprobe,
  imageTypeOf,
  MediaInspector,
  Remuxer,
  sha256Of,
  Stills,
} from '@app/media';
import { NodeProcessRunner, ToolLauncher } from '@app/process';
import { LocalDiskStorage } from '@app/storage';
import { clipOf } from '@app/testing/clip-of';
import { HttpStand } from '@app/testing/http-stand';
import { testSandbox } from '@app/testing/parts';
import { testConfig } from '@app/testing/test-config';
import { useDirectory } from '@app/testing/use-directory';
import { aRun } from '../testing/a-run';
import { StoreMedia } from './store-media';

const RUN = aRun({ source: 'other', quality: '720' });
const BASE = `school/${RUN.runId.slice(0, 2)}/${RUN.runId}`;
const never = new AbortController().signal;

describe(StoreMedia, () => {
  let sandbox: Awaited<ReturnType<typeof testSandbox>>;
  let stand: HttpStand;
  let http: GuardedHttp;
  const directory = useDirectory();
  let storage: LocalDiskStorage;
  let store: StoreMedia;
  const containers = new ContainerReader();
  let film: string;

  beforeAll(async () => {
    [sandbox, stand] = await Promise.all([testSandbox(), HttpStand.start()]);
    const config = testConfig({ EGRESS_ALLOW: `${new URL(sandbox.origin).host},${stand.host}` });
    http = new GuardedHttp(new EgressPolicy(config));
  });

  afterAll(async () => {
    await http.onApplicationShutdown();
    await containers.onModuleDestroy();
    await Promise.all([sandbox.close(), stand.close()]);
  });

  beforeEach(async () => {
    storage = new LocalDiskStorage(join(directory.path, 'videos'));
    const tools = new ToolLauncher(new NodeProcessRunner(), testConfig());
    store = storeWith(tools);
    film = join(directory.path, 'media.mp4');
    // 640 × 360, 12 seconds.
    await copyFile(sandbox.web.get('aula-1.mp4') ?? '', film);
  });

  function storeWith(tools: ToolLauncher): StoreMedia {
    const inspector = new MediaInspector(containers, new Ffprobe(tools));
    return new StoreMedia(
      inspector,
      new Remuxer(tools, inspector),
      new Stills(tools, containers),
      storage,
      http,
    );
  }

  async function fetched(other: Partial<FetchedMedia> = {}): Promise<FetchedMedia> {
    const { size: sizeBytes } = await stat(film);
    const known = { title: 'Aula 1', description: null, durationSeconds: 12, thumbnailUrl: null };
    const how = { subtitles: [], sourceVersion: null, extractor: 'Generic', offered: [] };
    const more = { uploadDate: null, chapters: [], verified: false };
    return { path: film, sizeBytes, sha256: null, ...known, ...how, ...more, ...other };
  }

  /** The same film in a container that only ffprobe reads. */
  async function asTransportStream(): Promise<void> {
    const path = join(directory.path, 'media.ts');
    const args = ['-y', '-loglevel', 'error', '-i', film, '-c', 'copy', path];
    await new NodeProcessRunner().run({ command: process.env.FFMPEG_PATH ?? 'ffmpeg', args, name: 'ffmpeg' });
    film = path;
  }

  const exists = (key: string) => storage.stat(key).then((found) => found !== undefined);

  describe('verifying', () => {
    it('should say what the file is, with its checksum', async () => {
      const verified = await store.verifyFile(RUN, await fetched(), never);
      expect(verified).toMatchObject({
        sha256: await sha256Of(film, never),
        facts: { height: 360, extension: 'mp4', videoCodec: 'h264' },
        qualityNote: null,
      });
    });

    it('should not hash again what was hashed on the way', async () => {
      const verified = await store.verifyFile(RUN, await fetched({ sha256: 'known' }), never);
      expect(verified.sha256).toBe('known');
    });

    it.each([
      ['is much shorter than its source said', { durationSeconds: 60 }, 'source.incomplete'],
      ['is smaller than its source offers', { offered: [360, 720] }, 'source.lower-quality'],
    ])('should refuse and remove what %s', async (_what, other, code) => {
      await expect(store.verifyFile(RUN, await fetched(other), never)).rejects.toMatchObject({ code });
      await expect(stat(film)).rejects.toThrow('ENOENT');
    });

    it('should refuse and remove what cannot be played, or ends in the middle', async () => {
      const whole = await readFile(film);
      await writeFile(film, whole.subarray(0, 500_000));
      await expect(store.verifyFile(RUN, await fetched(), never)).rejects.toMatchObject({
        code: 'source.incomplete',
      });
      await writeFile(film, '<html>Entrar</html>');
      await expect(store.verifyFile(RUN, await fetched(), never)).rejects.toMatchObject({
        code: 'source.not-a-video',
      });
      await expect(stat(film)).rejects.toThrow('ENOENT');
    });

    it('should believe a checksum of the source, whatever else the source says', async () => {
      const drive = aRun({ source: 'google_drive' });
      const told = await fetched({ verified: true, durationSeconds: 60 });
      await expect(store.verifyFile(drive, told, never)).resolves.toMatchObject({ warnings: [] });
      await writeFile(film, (await readFile(film)).subarray(0, 1_000_000));
      await expect(store.verifyFile(drive, await fetched({ verified: true }), never)).resolves.toMatchObject({
        warnings: [
          { code: 'source.partial', message: expect.stringContaining('ends in the middle') as string },
        ],
      });
    });

    it.each([
      ['ends in the middle', 1_000_000, 12],
      ['is shorter than its source says', Infinity, 60],
    ])(
      'should keep what %s when the source has no more, and say so',
      async (_what, bytes, durationSeconds) => {
        const part = (await readFile(film)).subarray(0, bytes);
        await writeFile(film, part);
        const first = store.verifyFile(RUN, await fetched({ durationSeconds }), never);
        const error = await first.catch((thrown: unknown) => thrown as { code: string; sha256: string });
        expect(error).toMatchObject({ code: 'source.incomplete' });
        await expect(stat(film)).rejects.toThrow('ENOENT');
        await writeFile(film, part);
        const { sha256: incompleteSha256 } = error as { sha256: string };
        const again = aRun({ ...RUN, attempt: 1, incompleteSha256 });
        const verified = await store.verifyFile(again, await fetched({ durationSeconds }), never);
        expect(verified.warnings).toMatchObject([{ code: 'source.partial' }]);
        await expect(store.store(again, verified, never)).resolves.toMatchObject({
          media: { warnings: [{ code: 'source.partial' }] },
        });
      },
    );

    it('should not keep a part that is another one at every attempt', async () => {
      await writeFile(film, (await readFile(film)).subarray(0, 1_000_000));
      const again = aRun({ ...RUN, attempt: 1, incompleteSha256: 'ab'.repeat(32) });
      await expect(store.verifyFile(again, await fetched(), never)).rejects.toMatchObject({
        code: 'source.incomplete',
      });
    });

    it.each([
      [0, [240, 360], '720p was asked for; the nearest that the source has is 360p.'],
      [1, [360, 720], 'The source offered 720p and gave 360p.'],
    ])('should note, after %i attempts and of %j, what came instead', async (attempt, offered, note) => {
      const verified = await store.verifyFile({ ...RUN, attempt }, await fetched({ offered }), never);
      expect(verified.qualityNote).toBe(note);
    });

    it.each([
      ['is not there', 'no-such-ffprobe', ''],
      ['is ended from outside', '', 'kill -KILL $$'],
    ])('should keep the file, and not blame it, when ffprobe %s', async (_case, missing, script) => {
      const tools = join(directory.path, 'tools');
      await mkdir(tools);
      await writeFile(join(tools, 'ffprobe'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      const config = testConfig();
      config.tools.ffprobe = missing === '' ? join(tools, 'ffprobe') : missing;
      const lameTools = new ToolLauncher(new NodeProcessRunner(), config);
      const lame = storeWith(lameTools);
      await asTransportStream();
      const error = await lame.verifyFile(RUN, await fetched(), never).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SnoozeError);
      expect(error).toMatchObject({
        code: 'process.failed',
        hint: expect.stringContaining('ffmpeg') as string,
      });
      expect((await stat(film)).size).toBeGreaterThan(0);
    });

    it('should keep the file when it is told to stop', async () => {
      const reason = new Error('the worker ends');
      await expect(store.verifyFile(RUN, await fetched(), AbortSignal.abort(reason))).rejects.toBe(reason);
      expect((await stat(film)).size).toBeGreaterThan(0);
    });
  });

  describe('the container', () => {
    async function verifiedAs(extension: string, codecs: string[]) {
      const path = await clipOf(film, join(directory.path, `media.${extension}`), codecs);
      return store.verifyFile(RUN, await fetched({ path, durationSeconds: 2 }), never);
    }

    it('should store what came in another one as MP4, with the checksum of what is stored', async () => {
      const verified = await verifiedAs('mkv', ['-c', 'copy']);
      expect(store.needsRemux(RUN, verified)).toBe(true);
      const remuxed = await store.remux(verified, never);
      expect(remuxed.sha256).toBe(await sha256Of(remuxed.fetched.path, never));
      expect((await stat(verified.fetched.path)).isFile()).toBe(true);
      const stored = await store.store(RUN, remuxed, never);
      expect(stored).toMatchObject({ storageKey: `${BASE}.mp4`, media: { format: 'mp4', warnings: [] } });
      expect(stored.sizeBytes).toBe((await storage.stat(stored.storageKey))?.sizeBytes);
    });

    it('should keep what MP4 does not take, and say so', async () => {
      const codecs = ['-c:v', 'libvpx', '-deadline', 'realtime', '-s', '64x36', '-c:a', 'libvorbis'];
      const verified = await store.remux(await verifiedAs('webm', codecs), never);
      await expect(store.store(RUN, verified, never)).resolves.toMatchObject({
        storageKey: `${BASE}.webm`,
        media: {
          format: 'webm',
          warnings: [
            {
              code: 'container.kept',
              message: 'This video stays WEBM: MP4 does not take vp8 and vorbis.',
            },
          ],
        },
      });
    });

    it('should leave alone what was asked for as it is, what is MP4, and sound', async () => {
      const mkv = await verifiedAs('mkv', ['-c', 'copy']);
      expect(store.needsRemux({ ...RUN, container: 'original' }, mkv)).toBe(false);
      expect(store.needsRemux(RUN, await store.verifyFile(RUN, await fetched(), never))).toBe(false);
      expect(store.needsRemux(RUN, await verifiedAs('mp3', ['-vn']))).toBe(false);
    });
  });

  describe('storing', () => {
    async function storedWith(other: Partial<FetchedMedia>) {
      const verified = await store.verifyFile(RUN, await fetched(other), never);
      return { verified, stored: await store.store(RUN, verified, never) };
    }

    it('should keep the film, its picture and its subtitles, under names of our own', async () => {
      const vtt = join(directory.path, 'media.pt.vtt');
      await writeFile(vtt, 'WEBVTT');
      const { stored } = await storedWith({
        title: '../../Aula "1"',
        thumbnailUrl: `${sandbox.origin}/media/mapa.jpg`,
        subtitles: [{ language: 'pt', path: vtt, automatic: true }],
        uploadDate: '2026-11-21',
      });
      expect(stored).toMatchObject({
        storageKey: `${BASE}.mp4`,
        thumbnailKey: `${BASE}-thumbnail.jpg`,
        subtitles: { pt: `${BASE}-pt.vtt` },
        media: { title: '../../Aula "1"', format: 'mp4', height: 360, automaticSubtitles: ['pt'] },
      });
      for (const name of ['.mp4', '-thumbnail.jpg', '-pt.vtt']) expect(await exists(BASE + name)).toBe(true);
    });

    it('should not write captions through a link that a program has left beside them', async () => {
      const [vtt, outside] = [join(directory.path, 'media.pt.vtt'), join(directory.path, 'outside')];
      await writeFile(vtt, 'WEBVTT');
      await writeFile(outside, 'of somebody else');
      await symlink(outside, `${vtt}.copy`);
      const { stored } = await storedWith({ subtitles: [{ language: 'pt', path: vtt, automatic: false }] });
      expect(await exists(stored.subtitles.pt ?? '')).toBe(true);
      await expect(readFile(outside, 'utf8')).resolves.toBe('of somebody else');
    });

    it('should do it again when it is asked again', async () => {
      const { verified, stored } = await storedWith({});
      await expect(store.store(RUN, verified, never)).resolves.toEqual(stored);
    });

    it('should keep frames to make a picture of where the source shows none, too large a one, or one where nobody may go', async () => {
      const answers: Record<string, [type: string, body: Buffer]> = {
        '/page': ['text/html', Buffer.from('<html>')],
        '/large': ['image/jpeg', Buffer.alloc(6 * 1024 * 1024, '\xff\xd8\xff', 'latin1')],
        '/lie': ['image/jpeg', Buffer.from('<svg onload="alert(1)">')],
        '/list': ['image/png', Buffer.from('#EXTM3U\nfile:///etc/passwd')],
      };
      stand.answer = (request, response) => {
        const [type, body] = answers[request.url ?? ''] ?? ['text/plain', Buffer.alloc(0)];
        response.writeHead(200, { 'content-type': type }).end(body);
      };
      const verified = await store.verifyFile(RUN, await fetched(), never);
      const served = ['/page', '/large', '/lie', '/list'].map((path) => stand.url(path));
      for (const thumbnailUrl of [...served, 'http://127.0.0.1:1/x.jpg', 'file:///etc/passwd', 'x']) {
        verified.fetched.thumbnailUrl = thumbnailUrl;
        await expect(store.store(RUN, verified, never)).resolves.toMatchObject({
          thumbnailKey: null,
          keyFramesKey: `${BASE}-thumbnail.mkv`,
        });
        const frames = storage.locate(`${BASE}-thumbnail.mkv`);
        await expect(containers.readContainer(frames)).resolves.toMatchObject({
          height: 360,
          audioCodec: null,
        });
        await rm(frames);
        await copyFile(storage.locate(`${BASE}.mp4`), film);
      }
    });

    it('should make the picture at once of a film that only ffmpeg reads', async () => {
      await asTransportStream();
      const verified = await store.verifyFile(RUN, await fetched(), never);
      await expect(store.store(RUN, verified, never)).resolves.toMatchObject({
        thumbnailKey: `${BASE}-thumbnail.jpg`,
        keyFramesKey: null,
      });
      const still = storage.locate(`${BASE}-thumbnail.jpg`);
      expect(imageTypeOf(await readFile(still))).toBe('jpg');
    });

    it('should do without a picture where none can be made', async () => {
      await asTransportStream();
      const verified = await store.verifyFile(RUN, await fetched(), never);
      const tools = join(directory.path, 'tools');
      await mkdir(tools);
      await writeFile(join(tools, 'ffmpeg'), `#!/bin/sh\nexit 1\n`, { mode: 0o755 });
      const config = testConfig();
      config.tools.ffmpeg = join(tools, 'ffmpeg');
      const lameTools = new ToolLauncher(new NodeProcessRunner(), config);
      const lame = storeWith(lameTools);
      await expect(lame.store(RUN, verified, never)).resolves.toMatchObject({ thumbnailKey: null });
    });

    it('should take all of it away when nobody will point to it', async () => {
      const whole = await readFile(film);
      for (const thumbnailUrl of [null, `${sandbox.origin}/media/mapa.jpg`]) {
        await writeFile(film, whole);
        const { stored } = await storedWith({ thumbnailUrl });
        const kept = [stored.storageKey, stored.thumbnailKey ?? stored.keyFramesKey ?? ''];
        for (const key of kept) expect(await exists(key)).toBe(true);
        await store.discardFiles(stored);
        for (const key of kept) expect(await exists(key)).toBe(false);
        await store.discardFiles(stored);
      }
    });
  });
});
