import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ProcessError, ToolLauncher } from '@app/process';
import { Injectable, Logger } from '@nestjs/common';
import type { MediaFacts } from '../inspection/media-facts';

const TIMEOUT_MS = 10_000;
/** How far into the film: past its title, and not where one would have to seek for long. */
const AT = { share: 0.1, mostSeconds: 60 };

/** A picture out of a film, for those that come without one. */
@Injectable()
export class Stills {
  private readonly logger = new Logger(Stills.name);

  constructor(private readonly tools: ToolLauncher) {}

  /** Makes a JPEG beside the film, 448 pixels wide at most. Null where there is none to be had: the film is as good without. */
  async jpegOf(path: string, facts: MediaFacts, signal: AbortSignal): Promise<string | null> {
    if (facts.videoCodec === null) return null;
    const target = join(dirname(path), 'still.jpg');
    const at = Math.min(facts.durationSeconds * AT.share, AT.mostSeconds);
    try {
      // A program had this directory: what it left there under our name may be a link to somewhere else.
      await rm(target, { force: true });
      await this.tools.runTool({
        tool: 'still',
        args: [at.toFixed(3), path, target],
        directory: dirname(path),
        signal,
        timeoutMs: TIMEOUT_MS,
      });
      return target;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ProcessError)) throw error;
      this.logger.debug({ message: 'no picture out of the film', error });
      return null;
    }
  }
}
