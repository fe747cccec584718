import { GuardedHttp } from '@app/egress';
import { PermanentError } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import type { VideoAddress } from '../course';
import { plainVideo } from './video-links';

const TIMEOUT_MS = 8_000;
/** As much of a page as is read in search of a video. */
const PAGE_BYTES = 512 * 1024;
const VIDEO_MARKS =
  /<video[\s>]|property=["']og:video|name=["']twitter:player["']|"@type"\s*:\s*"VideoObject"|\.m3u8|\.mpd["'?]/i;

/** A site that answers so has not told what is there. */
const isTrouble = (status: number) => status === 429 || status >= 500;

/** Looks at a link that does not say by itself whether it is a video. */
@Injectable()
export class LinkProbe {
  constructor(private readonly http: GuardedHttp) {}

  /**
   * The video behind the link: a media file, or a page with a player; undefined for everything else. `unanswered` when
   * nobody could tell: the site did not answer, or not in time.
   */
  async probe(url: string, signal?: AbortSignal): Promise<VideoAddress | 'unanswered' | undefined> {
    const limit = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const combined = signal ? AbortSignal.any([signal, limit]) : limit;
      const response = await this.http.request(url, { signal: combined });
      const type = String(response.headers['content-type'] ?? '').toLowerCase();
      if (
        response.status !== 200 ||
        !/^(video|audio|text\/html|application\/(x-mpegurl|vnd\.apple|dash))/.test(type)
      ) {
        response.body.destroy();
        return isTrouble(response.status) ? 'unanswered' : undefined;
      }
      if (/^(video|audio)\/(?!(x-)?mpegurl)/.test(type)) {
        response.body.destroy();
        return plainVideo('direct_link', url);
      }
      if (!type.startsWith('text/html')) {
        response.body.destroy();
        return plainVideo('other', url);
      }
      return VIDEO_MARKS.test(await beginningOf(response.body)) ? plainVideo('other', url) : undefined;
    } catch (error) {
      signal?.throwIfAborted();
      return error instanceof PermanentError ? undefined : 'unanswered';
    }
  }
}

async function beginningOf(body: AsyncIterable<Buffer> & { destroy(): unknown }): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= PAGE_BYTES) break;
  }
  body.destroy();
  return Buffer.concat(chunks).toString('latin1');
}
