import { dirname } from 'node:path';
import { ProcessError, type ProcessFailure, ToolLauncher } from '@app/process';
import { Injectable } from '@nestjs/common';
import { exceededLimits } from '../exceeded-limits';
import { FfprobeUnusable, NotAVideo, SourceTooComplex } from '../media.errors';
import { readProbe } from './ffprobe-output';
import type { MediaFacts } from './media-facts';

const TIMEOUT_MS = 60_000;

/** Reads media files with ffprobe. */
@Injectable()
export class Ffprobe {
  constructor(private readonly tools: ToolLauncher) {}

  /** @throws NotAVideo when there is nothing to play in it: a saved login page ends here. */
  async readFacts(path: string, signal: AbortSignal): Promise<MediaFacts> {
    try {
      const { stdout } = await this.tools.runTool({
        tool: 'ffprobe',
        args: ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', `file:${path}`],
        directory: dirname(path),
        readOnly: true,
        signal,
        timeoutMs: TIMEOUT_MS,
      });
      return readProbe(stdout);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ProcessError)) throw error;
      if (exceededLimits(error.failure)) throw new SourceTooComplex(error);
      throw hasRefused(error.failure)
        ? new NotAVideo('it cannot be played', error)
        : new FfprobeUnusable(error);
    }
  }
}

/** From here on an exit code is the shell's: not to be run, not there, ended by a signal. */
const FIRST_OF_SHELL = 126;

/** True when ffprobe looked at the file and said no, rather than not having come to look. */
function hasRefused({ exitCode, signal, terminatedBy }: ProcessFailure): boolean {
  return terminatedBy === undefined && signal === null && exitCode !== null && exitCode < FIRST_OF_SHELL;
}
