import { open, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeProcessRunner, ToolLauncher } from '@app/process';
import { clipOf } from '@app/testing/clip-of';
import { sampleFilm } from '@app/testing/parts';
import { testConfig } from '@app/testing/test-config';
import { useDirectory } from '@app/testing/use-directory';
import { Ffprobe } from './ffprobe';
import { ContainerReader } from './container-reader';
import { MediaInspector } from './media-inspector';

const never = new AbortController().signal;
const VP9 = ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-s', '64x36'];

describe(MediaInspector, () => {
  const processes = new NodeProcessRunner();
  const tools = new ToolLauncher(processes, testConfig());
  const containers = new ContainerReader();
  const ffprobe = new Ffprobe(tools);
  const directory = useDirectory();
  let film: string;

  beforeAll(async () => (film = await sampleFilm()));

  afterAll(async () => {
    await containers.onModuleDestroy();
    await tools.onApplicationShutdown();
  });

  /** The sandbox's film as another kind of file. */
  const made = (name: string, options: string[]) => clipOf(film, join(directory.path, name), options);

  /** A file of these bytes. */
  async function written(name: string, content: Buffer | string): Promise<string> {
    const path = join(directory.path, name);
    await writeFile(path, content);
    return path;
  }

  it.each([
    ['film.mp4', ['-c', 'copy']],
    ['faststart.mp4', ['-c', 'copy', '-movflags', '+faststart']],
    ['silent.mp4', ['-c', 'copy', '-an']],
    ['sound.m4a', ['-c', 'copy', '-vn']],
    ['film.mov', ['-c', 'copy']],
    ['film.mkv', ['-c', 'copy']],
    ['sound.mkv', ['-c', 'copy', '-vn']],
    ['film.webm', [...VP9, '-c:a', 'libopus']],
    ['vorbis.webm', [...VP9, '-c:a', 'libvorbis']],
    ['hevc.mp4', ['-c:v', 'libx265', '-preset', 'ultrafast', '-s', '64x36', '-c:a', 'ac3']],
    ['turned.mp4', ['-c', 'copy', '-metadata:s:v', 'rotate=90']],
  ])('should say the same of %s as ffprobe does, without it', async (name, options) => {
    const path = await made(name, options);
    const [read, probed] = [await containers.readContainer(path), await ffprobe.readFacts(path, never)];
    const { durationSeconds, ...facts } = probed;
    expect(read).toEqual({ ...facts, durationSeconds: expect.closeTo(durationSeconds, 1) as number });
  });

  it.each([
    ['film.ts', ['-c', 'copy']],
    ['film.avi', ['-c:v', 'mpeg4', '-c:a', 'libmp3lame']],
    ['mpeg4.mp4', ['-c:v', 'mpeg4', '-c:a', 'copy']],
    ['sound.mp3', ['-vn']],
    ['fragmented.mp4', ['-c', 'copy', '-movflags', 'frag_keyframe+empty_moov']],
  ])('should leave %s to ffprobe', async (name, options) => {
    const path = await made(name, options);
    expect(await containers.readContainer(path)).toBeUndefined();
    expect(await new MediaInspector(containers, ffprobe).inspect(path, never)).toMatchObject({
      durationSeconds: expect.closeTo(2, 0) as number,
    });
  });

  describe('with what is no film', () => {
    const box = (type: string, size: number) => {
      const header = Buffer.alloc(8);
      header.writeUInt32BE(size);
      header.write(type, 4, 'latin1');
      return header;
    };

    it.each([
      ['a login page', '<!doctype html><title>Sign in</title>'],
      ['nothing', ''],
      ['zeros', Buffer.alloc(100_000)],
      ['the beginning of a film alone', Buffer.concat([box('ftyp', 16), Buffer.from('isom\0\0\0\0')])],
      [
        'a box that promises 2 GB',
        Buffer.concat([box('ftyp', 16), Buffer.from('isom\0\0\0\0'), box('moov', 2 ** 31)]),
      ],
    ])('should let ffprobe say no to %s', async (_case, content) => {
      const path = await written('no-film.mp4', content);
      const error: unknown = await new MediaInspector(containers, ffprobe)
        .inspect(path, never)
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'source.not-a-video' });
    });

    it('should not read as much as a file promises', async () => {
      const path = await written(
        'huge.mp4',
        Buffer.concat([box('ftyp', 16), Buffer.from('isom\0\0\0\0'), box('moov', 2 ** 31)]),
      );
      await truncate(path, 2 ** 31 + 16);
      const before = process.memoryUsage.rss();
      expect(await containers.readContainer(path)).toBeUndefined();
      expect(process.memoryUsage.rss() - before).toBeLessThan(2 ** 27);
    });

    it('should survive thousands of boxes inside each other', async () => {
      const depth = 20_000;
      const boxes = Array.from({ length: depth }, (_, index) => box('moov', (depth - index) * 8));
      const path = await written(
        'deep.mp4',
        Buffer.concat([box('ftyp', 16), Buffer.from('isom\0\0\0\0'), ...boxes]),
      );
      expect(await containers.readContainer(path)).toBeUndefined();
      expect(await containers.readContainer(film)).toMatchObject({ videoCodec: 'h264' });
    });

    it('should follow no link', async () => {
      const path = join(directory.path, 'link.mp4');
      await symlink(film, path);
      expect(await containers.readContainer(path)).toBeUndefined();
    });

    it('should not wait at a pipe', async () => {
      const path = join(directory.path, 'pipe.mp4');
      await processes.run({ command: 'mkfifo', args: [path] });
      expect(await containers.readContainer(path)).toBeUndefined();
    });

    it('should say nothing of a film whose table of contents is cut off', async () => {
      const path = await made('cut.mp4', ['-c', 'copy', '-movflags', '+faststart']);
      const file = await open(path, 'r+');
      await file.truncate(200);
      await file.close();
      expect((await stat(path)).size).toBe(200);
      expect(await containers.readContainer(path)).toBeUndefined();
    });
  });

  it('should ask nobody when it is told to stop', async () => {
    const reason = new Error('the worker ends');
    const inspector = new MediaInspector(containers, ffprobe);
    await expect(inspector.inspect(film, AbortSignal.abort(reason))).rejects.toBe(reason);
  });

  it('should answer many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => containers.readContainer(film)));
    expect(new Set(answers.map((facts) => facts?.videoCodec))).toEqual(new Set(['h264']));
  });
});
