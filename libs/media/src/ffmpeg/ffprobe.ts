import { AppConfig } from '@app/config';
import { ProcessError, ProcessRunner } from '@app/process';
import { Injectable } from '@nestjs/common';
import { NotAVideo } from '../media.errors';
import { readProbe } from './ffprobe-output';
import type { MediaFacts } from './media-facts';

const TIMEOUT_MS = 60_000;

/** Reads media files with ffprobe. */
@Injectable()
export class Ffprobe {
  constructor(
    private readonly processes: ProcessRunner,
    private readonly config: AppConfig,
  ) {}

  /** @throws NotAVideo when there is nothing to play in it: a saved login page ends here. */
  async read(path: string, signal: AbortSignal): Promise<MediaFacts> {
    try {
      const { stdout } = await this.processes.run({
        command: this.config.tools.ffprobe,
        args: [
          '-v',
          'error',
          '-protocol_whitelist',
          'file,crypto,data',
          '-of',
          'json',
          '-show_format',
          '-show_streams',
          `file:${path}`,
        ],
        signal,
        timeoutMs: TIMEOUT_MS,
      });
      return readProbe(stdout);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ProcessError) throw new NotAVideo('it cannot be played', error);
      throw error;
    }
  }
}
