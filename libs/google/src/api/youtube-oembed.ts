import { GuardedHttp } from '@app/egress';
import { Injectable } from '@nestjs/common';
import { GoogleEndpoints } from '../google-endpoints';

export interface OembedAnswer {
  /** 401 and 403 also stand for videos that only forbid embedding, so they say nothing. */
  state: 'exists' | 'gone' | 'unknown';
  title?: string;
  thumbnailUrl?: string;
}

/** YouTube's oEmbed: tells in one cheap request whether a video exists. Never throws: no answer is "unknown". */
@Injectable()
export class YoutubeOembed {
  constructor(
    private readonly http: GuardedHttp,
    private readonly endpoints: GoogleEndpoints,
  ) {}

  async fetchEntry(videoUrl: string, signal: AbortSignal): Promise<OembedAnswer> {
    const url = `${this.endpoints.oembed}?format=json&url=${encodeURIComponent(videoUrl)}`;
    try {
      const options = { signal, trustedOrigin: new URL(url).origin, headersTimeoutMs: 10_000 };
      const response = await this.http.request(url, options);
      const text = await response.body.text();
      if (response.status === 404 || response.status === 400) return { state: 'gone' };
      if (response.status !== 200) return { state: 'unknown' };
      const body = JSON.parse(text) as { title?: unknown; thumbnail_url?: unknown };
      return {
        state: 'exists',
        title: typeof body.title === 'string' ? body.title : undefined,
        thumbnailUrl: typeof body.thumbnail_url === 'string' ? body.thumbnail_url : undefined,
      };
    } catch {
      return { state: 'unknown' };
    }
  }
}
