import { readdir, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { AppConfig } from '@app/config';
import { FilteringProxy } from '@app/egress';
import { ProcessError, ProcessRunner } from '@app/process';
import { Injectable, Logger } from '@nestjs/common';
import type { FetchContext, FetchedMedia, FetchedSubtitle } from '../fetching';
import { SourceIncomplete } from '../media.errors';
import { downloadConfig, type Quality, subtitleConfig, YTDLP_ARGV } from './ytdlp-config';
import { errorFromYtdlp } from './ytdlp-failures';
import { YtdlpRun } from './ytdlp-run';

export interface YtdlpRequest {
  url: string;
  quality: Quality;
  /** Languages to look for; empty: none. */
  subtitleLanguages: readonly string[];
}

/** Downloads with yt-dlp: pages, streams in pieces, separate picture and sound. */
@Injectable()
export class YtdlpFetcher {
  private readonly logger = new Logger(YtdlpFetcher.name);

  constructor(
    private readonly processes: ProcessRunner,
    private readonly proxy: FilteringProxy,
    private readonly config: AppConfig,
  ) {}

  /** @throws one of our coded errors, also when yt-dlp claims success without a file. */
  async fetch(request: YtdlpRequest, context: FetchContext): Promise<FetchedMedia> {
    const { info, file } = await this.download(request, context);
    const path = await producedFile(file, context.workDir);
    const { size } = await stat(path);
    const subtitles = await this.subtitles(request, context, info?.subtitleLanguages ?? []);
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
      offered: info?.offered ?? [],
    };
  }

  private async download(request: YtdlpRequest, context: FetchContext): Promise<YtdlpRun> {
    const stdin = await this.configuration(request, context.workDir);
    const run = new YtdlpRun(context, this.config.downloads.stallMs);
    try {
      run.begin();
      await this.processes.run({
        command: this.config.tools.ytdlp,
        args: YTDLP_ARGV,
        stdin,
        cwd: context.workDir,
        signal: AbortSignal.any([context.signal, run.stopped]),
        onStdout: (line) => run.onStdout(line),
        onStderr: (line) => run.onStderr(line),
      });
      return run;
    } catch (error) {
      context.signal.throwIfAborted();
      run.stopped.throwIfAborted();
      if (!(error instanceof ProcessError)) throw error;
      throw errorFromYtdlp(error.failure.stderrTail, error);
    } finally {
      run.end();
    }
  }

  private async configuration({ url, quality }: YtdlpRequest, workDir: string): Promise<string> {
    return downloadConfig({
      url,
      quality,
      defaultFormat: this.config.downloads.format,
      workDir,
      proxy: await this.proxy.address(),
      nodePath: process.execPath,
      ffmpegPath: this.config.tools.ffmpeg,
    });
  }

  /** A step of its own: whatever goes wrong here never costs the video. */
  private async subtitles(
    { subtitleLanguages: wanted }: YtdlpRequest,
    { workDir, signal }: FetchContext,
    offered: readonly string[],
  ): Promise<FetchedSubtitle[]> {
    const languages = wanted.filter((language) =>
      offered.some((one) => one === language || one.startsWith(`${language}-`)),
    );
    if (languages.length === 0) return [];
    try {
      const infoPath = join(workDir, 'media.info.json');
      await this.processes.run({
        command: this.config.tools.ytdlp,
        args: YTDLP_ARGV,
        stdin: subtitleConfig({ infoPath, languages, workDir, proxy: await this.proxy.address() }),
        cwd: workDir,
        signal,
        timeoutMs: this.config.downloads.stallMs,
      });
      return await subtitlesIn(workDir);
    } catch (error) {
      signal.throwIfAborted();
      this.logger.warn({ message: 'subtitles not fetched', error });
      return [];
    }
  }
}

/** Exit code 0 does not mean that there is a file, and only one in our own directory counts. */
async function producedFile(claimed: string | undefined, workDir: string): Promise<string> {
  const path = claimed === undefined ? undefined : resolve(claimed);
  if (!path?.startsWith(resolve(workDir) + sep)) throw new SourceIncomplete('yt-dlp produced no file');
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile() || found.size === 0) throw new SourceIncomplete('yt-dlp produced an empty file');
  return path;
}

async function subtitlesIn(workDir: string): Promise<FetchedSubtitle[]> {
  const files = await readdir(workDir);
  return files.flatMap((name) => {
    const language = /^media\.([\w-]+)\.vtt$/.exec(name)?.[1];
    return language === undefined ? [] : [{ language, path: join(workDir, name) }];
  });
}
