import { AppConfig } from '@app/config';
import type { DownloadRun } from '@app/downloads';
import {
  DirectFetcher,
  type DirectSource,
  type FetchContext,
  type FetchedMedia,
  NeedsExtraction,
  plainLink,
  whyUnusable,
  YtdlpFetcher,
  YtdlpHealth,
  YtdlpUnusable,
} from '@app/media';
import { Injectable } from '@nestjs/common';

const MANIFEST = /\.(m3u8|mpd)$/i;

/** Chooses the fetcher: direct HTTP for Drive and for links that are media files, yt-dlp for everything else. */
@Injectable()
export class FetchVideo {
  constructor(
    private readonly direct: DirectFetcher,
    private readonly ytdlp: YtdlpFetcher,
    private readonly health: YtdlpHealth,
    private readonly config: AppConfig,
  ) {}

  /** @param drive the resolved file, for Drive */
  async fetchVideo(
    run: DownloadRun,
    drive: DirectSource | null,
    context: FetchContext,
  ): Promise<FetchedMedia> {
    if (drive) return this.direct.fetch(drive, context);
    if (run.source === 'youtube' || MANIFEST.test(new URL(run.url).pathname))
      return this.extract(run, context);
    try {
      return await this.direct.fetch(plainLink(run.url, null), context);
    } catch (error) {
      if (!(error instanceof NeedsExtraction)) throw error;
      return this.extract(run, context, error.host);
    }
  }

  /**
   * @param host of the page, where it is another than the link's
   * @throws YtdlpUnusable when this machine's yt-dlp is missing, too old, or too weak for the site.
   */
  private async extract(
    run: DownloadRun,
    context: FetchContext,
    host: string | null = null,
  ): Promise<FetchedMedia> {
    const reason = whyUnusable(await this.health.checkYtdlp(), { needsSolver: run.source === 'youtube' });
    if (reason !== undefined) throw new YtdlpUnusable(reason);
    const subtitleLanguages = run.subtitles ? this.config.downloads.subtitleLanguages : [];
    const { url, quality } = run;
    return this.ytdlp.fetch({ url, quality, subtitleLanguages, host }, context);
  }
}
