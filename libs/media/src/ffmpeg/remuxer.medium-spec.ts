import { copyFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeProcessRunner, ToolLauncher } from '@app/process';
import { clipOf } from '@app/testing/clip-of';
import { sampleFilm } from '@app/testing/parts';
import { testConfig } from '@app/testing/test-config';
import { useDirectory } from '@app/testing/use-directory';
import { ContainerReader } from '../inspection/container-reader';
import { MediaInspector } from '../inspection/media-inspector';
import { Ffprobe } from '../inspection/ffprobe';
import { Remuxer } from './remuxer';

const never = new AbortController().signal;

describe(Remuxer, () => {
  const processes = new NodeProcessRunner();
  const tools = new ToolLauncher(processes, testConfig());
  const containers = new ContainerReader();
  const inspector = new MediaInspector(containers, new Ffprobe(tools));
  const directory = useDirectory();
  let film: string;

  beforeAll(async () => (film = await sampleFilm()));

  afterAll(() => Promise.all([containers.onModuleDestroy(), tools.onApplicationShutdown()]));

  /** The sandbox's film as another kind of file. */
  const made = (name: string, options: string[]) => clipOf(film, join(directory.path, name), options);

  async function remuxed(path: string, remuxer = new Remuxer(tools, inspector)) {
    const facts = await inspector.inspect(path, never);
    return { facts, result: await remuxer.toMp4(path, facts, never) };
  }

  it.each([
    ['mkv', ['-c', 'copy'], 'h264', 'aac'],
    ['flv', ['-c', 'copy'], 'h264', 'aac'],
    ['ts', ['-c', 'copy'], 'h264', 'aac'],
    [
      'webm',
      ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-s', '64x36', '-c:a', 'libopus'],
      'vp9',
      'opus',
    ],
    ['avi', ['-c:v', 'mpeg4', '-c:a', 'libmp3lame'], 'mpeg4', 'mp3'],
  ])('should put a film in %s into MP4 as it is', async (extension, codecs, videoCodec, audioCodec) => {
    const path = await made(`media.${extension}`, codecs);
    const { facts, result } = await remuxed(path);
    expect(facts).toMatchObject({ extension, videoCodec, audioCodec });
    expect(result).toMatchObject({ kind: 'remuxed', facts: { extension: 'mp4', videoCodec, audioCodec } });
    expect((await stat(path)).size).toBeGreaterThan(0);
  });

  it('should put a film without sound into MP4', async () => {
    const { result } = await remuxed(await made('media.mkv', ['-c', 'copy', '-an']));
    expect(result).toMatchObject({ kind: 'remuxed', facts: { audioCodec: null } });
  });

  it('should leave what MP4 does not take, and say which codecs those are', async () => {
    const codecs = ['-c:v', 'libvpx', '-deadline', 'realtime', '-s', '64x36', '-c:a', 'libvorbis'];
    const { result } = await remuxed(await made('media.webm', codecs));
    expect(result).toEqual({ kind: 'kept', codecs: ['vp8', 'vorbis'] });
  });

  it('should leave the film where ffmpeg cannot do it, and nothing half made', async () => {
    const path = join(directory.path, 'media.mkv');
    await copyFile(await made('film.mkv', ['-c', 'copy']), path);
    const script = join(directory.path, 'ffmpeg');
    await writeFile(script, '#!/bin/sh\nfor last; do :; done\necho half > "${last#file:}"\nexit 1\n', {
      mode: 0o755,
    });
    const lame = new ToolLauncher(processes, testConfig({ FFMPEG_PATH: script }));
    const { result } = await remuxed(path, new Remuxer(lame, inspector));
    await lame.onApplicationShutdown();
    expect(result).toEqual({ kind: 'kept', codecs: [] });
    expect(await readdir(directory.path)).not.toContain('remuxed.mp4');
  });

  it('should stop when it is told to', async () => {
    const path = await made('media.mkv', ['-c', 'copy']);
    const facts = await inspector.inspect(path, never);
    const reason = new Error('the worker ends');
    await expect(new Remuxer(tools, inspector).toMp4(path, facts, AbortSignal.abort(reason))).rejects.toBe(
      reason,
    );
  });
});
