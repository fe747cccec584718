import { ToolLauncher } from '@app/process';
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

/** Why this yt-dlp cannot be used for a site, in words; undefined when it can. */
export function whyUnusable(state: YtdlpState, site: { needsSolver: boolean }): string | undefined {
  if (state.version === null) return 'yt-dlp is missing';
  if (!state.usable)
    return `its yt-dlp ${state.version} is older than ${OLDEST_YTDLP} and has security holes`;
  if (site.needsSolver && !state.solver) return 'its yt-dlp lacks the challenge solver that YouTube needs';
  return undefined;
}

/** An operator may install a better one while we run. */
const ASK_AGAIN_MS = 5 * 60_000;

/** Without a URL it prints its own state and ends. Without ffmpeg, it starts neither that nor ffprobe to tell their versions. */
const ARGV = ['--ignore-config', '--no-plugin-dirs', '--verbose', '--ffmpeg-location', '/nonexistent'];

/** What this machine's yt-dlp can do. Asked at start, and now and then as long as something is wrong with it. */
@Injectable()
export class YtdlpHealth {
  private asked?: Promise<YtdlpState>;
  private askAgainAt = Infinity;

  constructor(private readonly tools: ToolLauncher) {}

  checkYtdlp(): Promise<YtdlpState> {
    if (performance.now() >= this.askAgainAt) {
      this.asked = undefined;
      this.askAgainAt = Infinity;
    }
    this.asked ??= this.ask().then((state) => {
      if (!state.usable || !state.solver) this.askAgainAt = performance.now() + ASK_AGAIN_MS;
      return state;
    });
    return this.asked;
  }

  private async ask(): Promise<YtdlpState> {
    const jsRuntime = `node ${process.versions.node}`;
    try {
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
    await this.tools
      .runTool({ tool: 'ytdlp', args: ARGV, timeoutMs: 20_000, onStderr: (line) => lines.push(line) })
      .catch(() => undefined);
    return { stderr: lines.join('\n') };
  }
}
