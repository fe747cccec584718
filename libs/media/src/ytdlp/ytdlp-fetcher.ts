import { lstat, stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { AppConfig } from '@app/config';
import { FilteringProxy, GuardedHttp } from '@app/egress';
import { ProcessError, ToolLauncher } from '@app/process';
import { Injectable } from '@nestjs/common';
import { chooseCaptions, type OfferedCaptions } from '../captions/caption-list';
import { FetchCaptions } from '../captions/fetch-captions';
import { exceededLimits } from '../exceeded-limits';
import type { FetchContext, FetchedMedia, FetchedSubtitle } from '../fetching';
import { SourceIncomplete, SourceTooComplex } from '../media.errors';
import { refuseEndless } from './endless-playlist';
import { downloadConfig, type Quality, YTDLP_ARGV } from './ytdlp-config';
import { errorFromYtdlp } from './ytdlp-failures';
import { removeTorn } from './ytdlp-files';
import { YtdlpRun } from './ytdlp-run';

export interface YtdlpRequest {
  url: string;
  quality: Quality;
  /** Languages to look for; empty: none. */
  subtitleLanguages: readonly string[];
  /** Where redirects of the URL lead; null where nobody looked. */
  host?: string | null;
}

/** Downloads with yt-dlp: pages, streams in pieces, separate picture and sound. */
@Injectable()
export class YtdlpFetcher {
  constructor(
    private readonly tools: ToolLauncher,
    private readonly proxy: FilteringProxy,
    private readonly config: AppConfig,
    private readonly http: GuardedHttp,
    private readonly captions: FetchCaptions,
  ) {}

  /** @throws one of our coded errors, also when yt-dlp claims success without a file. */
  async fetch(request: YtdlpRequest, context: FetchContext): Promise<FetchedMedia> {
    const { info, file, captions } = await this.download(request, context);
    const path = await producedFile(file, context.workDir);
    const { size } = await stat(path);
    const subtitles = await this.subtitles(captions, request, context);
    return {
      path,
      sizeBytes: size,
      sha256: null,
      title: info?.title ?? null,
      description: info?.description ?? null,
      durationSeconds: info?.durationSeconds ?? null,
      thumbnailUrl: info?.thumbnailUrl ?? null,
      subtitles,
      sourceVersion: null,
      extractor: info?.extractor ?? 'Generic',
      verified: false,
      uploadDate: info?.uploadDate ?? null,
      uploader: info?.uploader,
      chapters: info?.chapters ?? [],
      offered: info?.offered ?? [],
    };
  }

  private async download(request: YtdlpRequest, context: FetchContext): Promise<YtdlpRun> {
    await removeTorn(context.workDir);
    const stdin = await this.configuration(request, context.workDir);
    const run = new YtdlpRun(context, this.config.downloads, (info) =>
      refuseEndless(info, this.http, context.signal),
    );
    try {
      run.beginResolving();
      await this.tools.runTool({
        tool: 'ytdlp',
        args: YTDLP_ARGV,
        stdin,
        directory: context.workDir,
        proxy: await this.proxy.address(),
        signal: AbortSignal.any([context.signal, run.stopped]),
        onStdout: (line) => run.onStdout(line),
        onStderr: (line) => run.onStderr(line),
      });
      await run.accepted();
      return run;
    } catch (error) {
      context.signal.throwIfAborted();
      run.stopped.throwIfAborted();
      if (!(error instanceof ProcessError)) throw error;
      if (exceededLimits(error.failure)) throw new SourceTooComplex(error);
      throw errorFromYtdlp(run.firstError ?? error.failure.stderrTail, error, request.host);
    } finally {
      run.stopTimeout();
    }
  }

  private async configuration(
    { url, quality, subtitleLanguages }: YtdlpRequest,
    workDir: string,
  ): Promise<string> {
    const { ffmpegDirectory, node } = await this.tools.helpers();
    return downloadConfig({
      url,
      quality,
      defaultFormat: this.config.downloads.format,
      workDir,
      proxy: (await this.proxy.address()).url,
      nodePath: node,
      ffmpegPath: ffmpegDirectory,
      listsCaptions: subtitleLanguages.length > 0,
    });
  }

  /** A step of its own: whatever goes wrong here never costs the video. */
  private subtitles(
    offered: OfferedCaptions | undefined,
    { subtitleLanguages }: YtdlpRequest,
    { workDir, signal }: FetchContext,
  ): Promise<FetchedSubtitle[]> {
    const tracks = offered ? chooseCaptions(offered, subtitleLanguages) : [];
    return this.captions.fetchCaptions(tracks, { workDir, signal, timeoutMs: this.config.downloads.stallMs });
  }
}

/** Exit code 0 does not mean that there is a file, and only one in our own directory counts. */
async function producedFile(claimed: string | undefined, workDir: string): Promise<string> {
  const path = claimed === undefined ? undefined : resolve(claimed);
  if (!path?.startsWith(resolve(workDir) + sep)) throw new SourceIncomplete('yt-dlp produced no file');
  if (!(await isPlainFile(path)) || (await stat(path)).size === 0)
    throw new SourceIncomplete('yt-dlp produced an empty file');
  return path;
}

/** A link would lead us where yt-dlp itself may not read. */
async function isPlainFile(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isFile() === true && found.nlink === 1;
}
