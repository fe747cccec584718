import { createHash } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mapConcurrently } from '@app/kernel';
import type { ProcessRunner } from '@app/process';

/** A small real video: a moving test picture and a tone. */
export interface Clip {
  name: string;
  seconds: number;
  /** An ffmpeg source that draws. */
  picture: string;
  hertz: number;
  width: number;
  height: number;
  kbits: number;
}

const SUBTITLES = `WEBVTT

00:00.000 --> 00:03.000
Olá, turma! Esta é a aula de hoje.

00:03.000 --> 00:06.000
Vamos começar pela chegada das caravelas.
`;

/** Makes the sandbox's videos with ffmpeg and keeps them, so that only the first start takes its time. */
export class SampleMedia {
  constructor(
    private readonly directory: string,
    private readonly processes: ProcessRunner,
    private readonly ffmpeg: string,
  ) {}

  /** Paths by name. */
  async clips(clips: readonly Clip[]): Promise<Map<string, string>> {
    await mkdir(this.directory, { recursive: true });
    const paths = await mapConcurrently(clips, 2, (clip) => this.clip(clip));
    return new Map(clips.map((clip, index) => [clip.name, paths[index] ?? '']));
  }

  /** A stream in pieces (HLS), its address relative to `directory`. */
  async hls(name: string, source: string): Promise<string> {
    const pieces = '-c copy -hls_time 2 -hls_playlist_type vod -hls_segment_filename piece-%d.ts';
    return this.packaged(`${name}-hls`, 'index.m3u8', ['-i', source, ...pieces.split(' '), 'index.m3u8']);
  }

  /** Picture and sound apart (DASH), to be merged by who downloads them. */
  async dash(name: string, source: string): Promise<string> {
    const pieces = '-c copy -f dash -seg_duration 2 -use_template 1 -use_timeline 1';
    return this.packaged(`${name}-dash`, 'manifest.mpd', [
      '-i',
      source,
      ...pieces.split(' '),
      'manifest.mpd',
    ]);
  }

  /** One film in two heights, 360 and 720, as HLS whose variants have sound, or as DASH whose pictures have none. */
  async ladder(name: string, source: string, kind: 'hls' | 'dash'): Promise<string> {
    const pictures = ['-filter_complex', '[0:v]split=2[a][b];[a]scale=640:360[low];[b]scale=1280:720[high]'];
    const codecs = [
      '-c:v',
      'libx264',
      '-preset',
      'ultrafast',
      '-g',
      '48',
      '-b:v:0',
      '500k',
      '-b:v:1',
      '1500k',
    ];
    const encode = ['-i', source, '-t', '4', ...pictures];
    if (kind === 'dash') {
      const maps = ['-map', '[low]', '-map', '[high]', '-map', '0:a', ...codecs, '-c:a', 'copy'];
      const sets = ['-f', 'dash', '-seg_duration', '2', '-adaptation_sets', 'id=0,streams=v id=1,streams=a'];
      return this.packaged(`${name}-dash`, 'manifest.mpd', [...encode, ...maps, ...sets, 'manifest.mpd']);
    }
    const maps = ['-map', '[low]', '-map', '0:a', '-map', '[high]', '-map', '0:a', ...codecs, '-c:a', 'aac'];
    const variants = ['-master_pl_name', 'master.m3u8', '-var_stream_map', 'v:0,a:0 v:1,a:1'];
    const pieces = ['-f', 'hls', '-hls_time', '2', '-hls_playlist_type', 'vod'];
    const names = ['-hls_segment_filename', 'height-%v-%d.ts', 'height-%v.m3u8'];
    return this.packaged(`${name}-hls`, 'master.m3u8', [
      ...encode,
      ...maps,
      ...pieces,
      ...variants,
      ...names,
    ]);
  }

  async thumbnail(source: string): Promise<string> {
    const target = join(
      this.directory,
      `${createHash('sha256').update(source).digest('hex').slice(0, 16)}.jpg`,
    );
    if (!(await exists(target))) {
      await this.run(
        ['-ss', '1', '-i', source, '-frames:v', '1', '-vf', 'scale=320:-2', '-y', target],
        this.directory,
      );
    }
    return target;
  }

  async subtitles(): Promise<string> {
    const target = join(this.directory, 'subtitles-pt.vtt');
    await writeFile(target, SUBTITLES);
    return target;
  }

  private async clip(clip: Clip): Promise<string> {
    const key = createHash('sha256').update(JSON.stringify(clip)).digest('hex').slice(0, 12);
    const target = join(this.directory, `${clip.name}-${key}.mp4`);
    if (await exists(target)) return target;
    const size = `${String(clip.width)}x${String(clip.height)}`;
    const rate = `${String(clip.kbits)}k`;
    const part = `${target}.part.mp4`;
    await this.run(
      [
        ...['-f', 'lavfi', '-i', `${clip.picture}=size=${size}:rate=24`],
        ...['-f', 'lavfi', '-i', `sine=frequency=${String(clip.hertz)}`],
        ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '48'],
        ...[
          '-b:v',
          rate,
          '-minrate',
          rate,
          '-maxrate',
          rate,
          '-bufsize',
          rate,
          '-x264-params',
          'nal-hrd=cbr',
        ],
        ...['-c:a', 'aac', '-b:a', '96k', '-movflags', '+faststart', '-t', String(clip.seconds), '-y', part],
      ],
      this.directory,
    );
    await rename(part, target);
    return target;
  }

  private async packaged(folder: string, index: string, args: string[]): Promise<string> {
    const directory = join(this.directory, folder);
    if (await exists(join(directory, index))) return `${folder}/${index}`;
    const part = `${directory}.part`;
    await rm(part, { recursive: true, force: true });
    await mkdir(part, { recursive: true });
    await this.run(args, part);
    await rename(part, directory);
    return `${folder}/${index}`;
  }

  private async run(args: string[], cwd: string): Promise<void> {
    const quiet = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-threads', '1'];
    await this.processes.run({ command: this.ffmpeg, args: [...quiet, ...args], cwd, timeoutMs: 120_000 });
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
