import { chmod, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeTemporaryDirectory } from '@app/runtime';
import type { ProcessRunner } from '../process-runner';
import { ffmpegWrapper, nodeWrapper } from './ffmpeg-wrapper';
import { findProgram, type InstalledProgram } from './installed-program';
import type { Tool } from './tool-limits';

const STANDARD_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** How each tool is named in the configuration: a path, or a name to be found on PATH. */
export type ToolNames = Record<Exclude<Tool, 'still'>, string>;

interface Packed {
  directory: string;
  /** What must be readable so that the tools run. */
  readable: string[];
  /** Where they look for programs. */
  path: string;
  ytdlp: string;
}

/** A directory with our stand-ins for ffmpeg, ffprobe and node, and what they and yt-dlp need to run. */
export class Toolbox {
  private packing?: Promise<Packed>;

  constructor(
    private readonly processes: ProcessRunner,
    private readonly names: ToolNames,
  ) {}

  /** Packed again when somebody has swept it away: temporary directories are cleaned now and then. */
  async prepareTools(): Promise<Packed> {
    const packed = await (this.packing ??= this.pack());
    if (await stat(join(packed.directory, 'ffmpeg')).catch(() => undefined)) return packed;
    this.packing = this.pack();
    return this.packing;
  }

  async removeTools(): Promise<void> {
    const packed = await this.packing?.catch(() => undefined);
    if (packed) await rm(packed.directory, { recursive: true, force: true });
  }

  private async pack(): Promise<Packed> {
    const [ytdlp, ffmpeg, ffprobe, node] = await Promise.all(
      [this.names.ytdlp, this.names.ffmpeg, this.names.ffprobe, process.execPath].map((name) =>
        findProgram(name, this.processes),
      ),
    );
    const directory = await makeTemporaryDirectory('classroom-tools-');
    const put = (name: string, script: string) => writeFile(join(directory, name), script, { mode: 0o555 });
    await Promise.all([
      put('ffmpeg', ffmpegWrapper('ffmpeg', ffmpeg?.path ?? this.names.ffmpeg)),
      put('still', ffmpegWrapper('still', ffmpeg?.path ?? this.names.ffmpeg)),
      put('ffprobe', ffmpegWrapper('ffprobe', ffprobe?.path ?? this.names.ffprobe)),
      put('node', nodeWrapper(process.execPath)),
    ]);
    await chmod(directory, 0o755);
    const found = [ytdlp, ffmpeg, ffprobe, node].filter((program) => program !== undefined);
    return {
      directory,
      readable: [directory, ...new Set(found.flatMap(({ readable }) => readable))],
      path: pathFor(found),
      ytdlp: ytdlp?.path ?? this.names.ytdlp,
    };
  }
}

/** A script that names its interpreter by `env` must find the one it was tried with. */
function pathFor(programs: InstalledProgram[]): string {
  const own = programs.flatMap(({ interpreterDirectory }) => interpreterDirectory ?? []);
  return [...new Set([...own, ...STANDARD_PATH.split(':')])].join(':');
}
