import type { GuardedResponse } from '@app/egress';
import { type AppError, parseRetryAfter } from '@app/kernel';
import {
  NotAVideo,
  SourceExpired,
  SourceRefused,
  SourceRemoved,
  SourceThrottled,
  SourceUnreachable,
} from '../media.errors';

/** Where the bytes of one file are and what is known of them. */
export interface DirectSource {
  /** The address and its headers, which may be secret. `renew` asks for fresh ones after a 401. */
  locate(renew: boolean): Promise<{ url: string; headers: Record<string, string>; trustedOrigin?: string }>;
  renewable: boolean;
  /** A plain link counts only when its response is a media file. */
  mustBeMedia: boolean;
  /** Pinned before the run; null when the source does not tell. */
  version: string | null;
  sizeBytes: number | null;
  md5: string | null;
  title: string | null;
  durationSeconds: number | null;
  thumbnailUrl: string | null;
  /** What a refused request means. */
  refusal(response: GuardedResponse): Promise<AppError>;
}

const DEFAULT_PAUSE_MS = 60_000;
const MAX_PAUSE_MS = 24 * 3_600_000;

/** A link that anybody may open. */
export function plainLink(url: string, title: string | null): DirectSource {
  return {
    locate: () => Promise.resolve({ url, headers: {} }),
    renewable: false,
    mustBeMedia: true,
    version: null,
    sizeBytes: null,
    md5: null,
    title,
    durationSeconds: null,
    thumbnailUrl: null,
    refusal: async (response) => {
      await response.body.dump();
      return linkRefusal(response.status, response.headers['retry-after'], response.url.host);
    },
  };
}

/** What an HTTP status of a plain link means for a download. @param host that answered, after redirects */
export function linkRefusal(status: number, retryAfter?: string | string[], host?: string): AppError {
  if (status === 404 || status === 410) return new SourceRemoved();
  if (status === 401) {
    return new SourceRefused('source.login-required', 'The video can only be seen after signing in there.', {
      hint: 'Ask the teacher for a link that opens without signing in.',
    });
  }
  if (status === 403) return new SourceExpired();
  if (status === 429 || (status === 503 && retryAfter !== undefined)) {
    const pause = pauseOf(Array.isArray(retryAfter) ? retryAfter[0] : retryAfter);
    return new SourceThrottled('source.rate-limited', 'The source asks us to slow down.', pause, { host });
  }
  if (status >= 500 || status === 408 || status === 416) {
    return new SourceUnreachable(`it answered with status ${String(status)}`);
  }
  return new NotAVideo(`the source answered with status ${String(status)}`);
}

/** Never so short that we come at once, never so long that nobody comes back. */
function pauseOf(retryAfter: string | undefined): number {
  return Math.min(parseRetryAfter(retryAfter) ?? DEFAULT_PAUSE_MS, MAX_PAUSE_MS);
}
