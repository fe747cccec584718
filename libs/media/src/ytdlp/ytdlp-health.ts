import { AppConfig } from '@app/config';
import { ProcessRunner } from '@app/process';
import { Injectable } from '@nestjs/common';

/** Older releases have holes that let a page run commands. */
const OLDEST_YTDLP = '2026.07.04';

export interface YtdlpState {
  version: string | null;
  /** New enough to be used at all. */
  usable: boolean;
  /** The JavaScript runtime it is given, for sites that need one. */
  jsRuntime: string;
  /** Whether it can solve YouTube's challenges; without it YouTube gives little or nothing. */
  solver: boolean;
}

/** What this machine's yt-dlp can do. Asked once at start; the answer does not change while we run. */
@Injectable()
export class YtdlpHealth {
  private asked?: Promise<YtdlpState>;

  constructor(
    private readonly processes: ProcessRunner,
    private readonly config: AppConfig,
  ) {}

  look(): Promise<YtdlpState> {
    this.asked ??= this.ask();
    return this.asked;
  }

  private async ask(): Promise<YtdlpState> {
    const jsRuntime = `node ${process.versions.node}`;
    try {
      // Without a URL it prints its own state and ends with code 2.
      const { stderr } = await this.verbose();
      const version = /yt-dlp version \S*?@?(\d{4}\.\d{2}\.\d{2})/.exec(stderr)?.[1] ?? null;
      const usable = version !== null && version >= OLDEST_YTDLP;
      return { version, usable, jsRuntime, solver: stderr.includes('yt_dlp_ejs') };
    } catch {
      return { version: null, usable: false, jsRuntime, solver: false };
    }
  }

  private async verbose(): Promise<{ stderr: string }> {
    const lines: string[] = [];
    const runtime = `node:${process.execPath}`;
    const args = ['--ignore-config', '--no-plugin-dirs', '--verbose', '--js-runtimes', runtime];
    await this.processes
      .run({
        command: this.config.tools.ytdlp,
        args,
        timeoutMs: 20_000,
        onStderr: (line) => lines.push(line),
      })
      .catch(() => undefined);
    return { stderr: lines.join('\n') };
  }
}
