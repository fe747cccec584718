import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ProcessError, ToolLauncher } from '@app/process';
import { Injectable, Logger } from '@nestjs/common';
import { ContainerReader } from '../inspection/container-reader';
import type { MediaFacts } from '../inspection/media-facts';

/** It has what others leave of the processor. */
const TIMEOUT_MS = 30_000;
/** How far into the film: past its title, and not where one would have to seek for long. */
const AT = { share: 0.1, mostSeconds: 60 };

/**
 * A picture out of a film, for those that come without one. Starting ffmpeg takes a tenth of a second of processor, so
 * what it needs of the film is copied out of it, and the picture made later.
 */
@Injectable()
export class Stills {
  private readonly logger = new Logger(Stills.name);

  constructor(
    private readonly tools: ToolLauncher,
    private readonly containers: ContainerReader,
  ) {}

  /** Writes a film of the few frames that a picture may be chosen from beside the film. Null where that cannot be had. */
  async excerptOf(path: string, facts: MediaFacts, signal: AbortSignal): Promise<string | null> {
    if (facts.videoCodec === null) return null;
    const keyFrames = await this.containers.copyKeyFrames(path, momentOf(facts));
    signal.throwIfAborted();
    if (keyFrames === undefined) return null;
    return replaced(join(dirname(path), 'key-frames.mkv'), (target) =>
      writeFile(target, keyFrames, { flag: 'wx', mode: 0o600 }),
    );
  }

  /** Makes a JPEG beside the film, 448 pixels wide at most. Null where there is none to be had: the film is as good without. */
  async jpegOf(path: string, facts: MediaFacts, signal: AbortSignal): Promise<string | null> {
    return facts.videoCodec === null ? null : this.jpegAt(path, momentOf(facts), signal);
  }

  /** The same of an excerpt. */
  jpegOfExcerpt(path: string, signal: AbortSignal): Promise<string | null> {
    return this.jpegAt(path, 0, signal);
  }

  private async jpegAt(path: string, seconds: number, signal: AbortSignal): Promise<string | null> {
    const directory = dirname(path);
    try {
      return await replaced(join(directory, 'still.jpg'), (target) =>
        this.tools.runTool({
          tool: 'still',
          args: [seconds.toFixed(3), path, target],
          directory,
          signal,
          timeoutMs: TIMEOUT_MS,
        }),
      );
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ProcessError)) throw error;
      this.logger.debug({ message: 'no picture out of the film', error });
      return null;
    }
  }
}

function momentOf({ durationSeconds }: MediaFacts): number {
  return Math.min(durationSeconds * AT.share, AT.mostSeconds);
}

/** A program had this directory: what it left there under our name may be a link to somewhere else. */
async function replaced(target: string, write: (target: string) => Promise<unknown>): Promise<string> {
  await rm(target, { force: true });
  await write(target);
  return target;
}
