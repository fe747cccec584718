import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GuardedHttp } from '@app/egress';
import { Injectable, Logger } from '@nestjs/common';
import type { FetchedSubtitle } from '../fetching';
import { CompanionUnusable } from '../media.errors';
import { readBounded } from '../read-bounded';
import type { CaptionTrack } from './caption-list';
import { toWebVtt } from './web-vtt';

/** Three hours of lecture, word by word, are about 2 MiB. */
const MAX_FILE_BYTES = 4 * 1024 * 1024;
const MAX_TOTAL_BYTES = 16 * 1024 * 1024;

export interface CaptionsContext {
  workDir: string;
  signal: AbortSignal;
  /** For all of them. */
  timeoutMs: number;
}

/** Fetches captions and writes them down as WebVTT. Whatever goes wrong never costs the video. */
@Injectable()
export class FetchCaptions {
  private readonly logger = new Logger(FetchCaptions.name);

  constructor(private readonly http: GuardedHttp) {}

  async fetchCaptions(tracks: readonly CaptionTrack[], context: CaptionsContext): Promise<FetchedSubtitle[]> {
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(context.timeoutMs)]);
    const fetched: FetchedSubtitle[] = [];
    let left = MAX_TOTAL_BYTES;
    for (const { language, url, automatic } of tracks) {
      try {
        const text = await this.text(url, Math.min(left, MAX_FILE_BYTES), signal);
        left -= text.length;
        const captions = toWebVtt(text);
        if (captions === undefined) throw new CompanionUnusable('it is neither WebVTT nor SubRip');
        const path = join(context.workDir, `media.${language}.vtt`);
        // A program had this directory: what it left there under our name may be a link to somewhere else.
        await rm(path, { force: true });
        await writeFile(path, captions, { mode: 0o600, flag: 'wx' });
        fetched.push({ language, path, automatic });
      } catch (error) {
        context.signal.throwIfAborted();
        this.logger.warn({ message: 'captions not fetched', language, error });
      }
    }
    return fetched;
  }

  private async text(url: string, maxBytes: number, signal: AbortSignal): Promise<string> {
    const { status, body } = await this.http.request(url, { signal });
    if (status !== 200) {
      body.destroy();
      throw new CompanionUnusable(`the source answered with status ${String(status)}`);
    }
    return decoded(await readBounded(body, maxBytes));
  }
}

/** Old SubRip files are often in the encoding of the machine that made them. */
function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
