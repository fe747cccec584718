import { rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ProcessError, ToolLauncher } from '@app/process';
import { Injectable, Logger } from '@nestjs/common';
import { PHASE_LIMITS } from '../fetching';
import { MediaInspector } from '../inspection/media-inspector';
import { NotAVideo } from '../media.errors';
import type { MediaFacts } from '../inspection/media-facts';
import { codecsOutsideMp4 } from './mp4-codecs';

/** How much shorter the copy may come out, in seconds. */
const DURATION_SLACK = 2;

export type Remuxed =
  | { kind: 'remuxed'; path: string; sizeBytes: number; facts: MediaFacts }
  /** It stays as it is. `codecs`: those that do not go into MP4; empty where ffmpeg could not do it. */
  | { kind: 'kept'; codecs: string[] };

/** Puts pictures and sound into another container as they are; nothing is encoded anew. */
@Injectable()
export class Remuxer {
  private readonly logger = new Logger(Remuxer.name);

  constructor(
    private readonly tools: ToolLauncher,
    private readonly inspector: MediaInspector,
  ) {}

  /** Makes an MP4 file beside the other one, which stays. */
  async toMp4(path: string, facts: MediaFacts, signal: AbortSignal): Promise<Remuxed> {
    const codecs = codecsOutsideMp4(facts);
    if (codecs.length > 0) return { kind: 'kept', codecs };
    const target = join(dirname(path), 'remuxed.mp4');
    try {
      await this.copy(path, target, facts, signal);
      const made = await this.inspector.inspect(target, signal);
      if (made.durationSeconds >= facts.durationSeconds - DURATION_SLACK)
        return { kind: 'remuxed', path: target, sizeBytes: (await stat(target)).size, facts: made };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ProcessError || error instanceof NotAVideo)) throw error;
      this.logger.warn({ message: 'not to be had as MP4, kept as it is', error });
    }
    await rm(target, { force: true });
    return { kind: 'kept', codecs: [] };
  }

  private async copy(
    path: string,
    target: string,
    { videoCodec, audioCodec }: MediaFacts,
    signal: AbortSignal,
  ): Promise<void> {
    const maps = [...(videoCodec === null ? [] : ['0:v:0']), ...(audioCodec === null ? [] : ['0:a'])];
    await this.tools.runTool({
      tool: 'ffmpeg',
      args: [
        '-y',
        ...['-loglevel', 'repeat+info', '-i', `file:${path}`],
        ...maps.flatMap((map) => ['-map', map]),
        ...['-c', 'copy', '-movflags', '+faststart', '-f', 'mp4', `file:${target}`],
      ],
      directory: dirname(path),
      signal,
      timeoutMs: PHASE_LIMITS.merging,
    });
  }
}
