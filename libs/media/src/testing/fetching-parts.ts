import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EgressPolicy, FilteringProxy, GuardedHttp } from '@app/egress';
import { NodeProcessRunner, ToolLauncher } from '@app/process';
import { temporaryDirectory } from '@app/testing/parts';
import { testConfig } from '@app/testing/test-config';
import { FetchCaptions } from '../captions/fetch-captions';
import { type FetchedMedia, PHASE_LIMITS, type PhaseLimits } from '../fetching';
import type { Quality } from '../ytdlp/ytdlp-config';
import { YtdlpFetcher } from '../ytdlp/ytdlp-fetcher';
import { RecordedWatcher } from './recorded-watcher';

export interface FetchOptions {
  quality?: Quality;
  subtitleLanguages?: string[];
  signal?: AbortSignal;
  limits?: PhaseLimits;
  stallMs?: number;
  /** Over what the parts were made with. */
  env?: Record<string, string>;
}

export interface FetchingParts {
  /** Of the test; the run's own is `run` in it. */
  directory: string;
  workDir: string;
  watcher: RecordedWatcher;
  fetch(url: string, options?: FetchOptions): Promise<FetchedMedia>;
  /** With a shell script in yt-dlp's place. */
  scripted(script: string, options?: FetchOptions): Promise<FetchedMedia>;
  close(): Promise<void>;
}

/** A YtdlpFetcher with its real parts, and a directory of its own. */
export async function fetchingParts(env: Record<string, string> = {}): Promise<FetchingParts> {
  const policy = new EgressPolicy(testConfig(env));
  const [proxy, http] = [new FilteringProxy(policy), new GuardedHttp(policy)];
  const temporary = await temporaryDirectory();
  const workDir = join(temporary.path, 'run');
  await mkdir(workDir);
  const watcher = new RecordedWatcher();
  const fetch = (url: string, options: FetchOptions = {}) => {
    const { signal = new AbortController().signal, limits = PHASE_LIMITS } = options;
    const config = testConfig({ ...env, ...options.env });
    if (options.stallMs !== undefined) config.downloads.stallMs = options.stallMs;
    const tools = new ToolLauncher(new NodeProcessRunner(), config);
    const fetcher = new YtdlpFetcher(tools, proxy, config, http, new FetchCaptions(http));
    const { quality = 'best', subtitleLanguages = [] } = options;
    return fetcher.fetch({ url, quality, subtitleLanguages }, { workDir, signal, watcher, limits });
  };
  const scripted = async (script: string, options: FetchOptions = {}) => {
    const path = join(temporary.path, 'yt-dlp');
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    return fetch('https://x.example/', { ...options, env: { ...options.env, YTDLP_PATH: path } });
  };
  const close = async () => {
    await Promise.all([proxy.onApplicationShutdown(), http.onApplicationShutdown()]);
    await temporary.remove();
  };
  return { directory: temporary.path, workDir, watcher, fetch, scripted, close };
}
