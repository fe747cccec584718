import { homedir } from 'node:os';
import { join } from 'node:path';
import { AppConfig } from '@app/config';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type ProcessResult, ProcessRunner } from '../process-runner';
import { findIsolation } from './find-isolation';
import type { Isolation, IsolationKind, ProxyDoor } from './isolation';
import { confined } from './confined-command';
import { trialCommand, type TrialResult } from './isolation-trial';
import { mediaUser, shareWithMediaUser } from './media-user';
import { type Tool, TOOL_BOUNDS, TOOL_LIMITS } from './tool-limits';
import { Toolbox } from './toolbox';

export interface ToolRun {
  tool: Tool;
  args: readonly string[];
  /** The one directory it may see; without one it writes nothing that stays. */
  directory?: string;
  /** Nothing in the directory may be changed. */
  readOnly?: boolean;
  /** The way to the network, for yt-dlp alone. Without it there is none, where the machine allows that. */
  proxy?: ProxyDoor;
  /** Secrets go here: argv is public. */
  stdin?: string;
  signal?: AbortSignal;
  timeoutMs?: number;
  onStdout?: (line: string) => void;
  onStderr?: (line: string) => void;
}

/** How a run is set up beyond what its caller says. */
interface Setting {
  kind: IsolationKind;
  sharesNetwork: boolean;
  sealsNetwork: boolean;
  program: string;
}

const TRIAL_MS = 60_000;

/** The one way to start yt-dlp, ffmpeg and ffprobe, which parse what strangers made and are treated as the stranger. */
@Injectable()
export class ToolLauncher implements OnApplicationShutdown {
  /** Tried in this order; tests leave some out. */
  kinds: readonly IsolationKind[] = ['namespaces', 'user', 'none'];
  private readonly toolbox: Toolbox;
  private found?: Promise<TrialResult>;

  constructor(
    private readonly processes: ProcessRunner,
    private readonly config: AppConfig,
  ) {
    this.toolbox = new Toolbox(processes, config.tools);
  }

  /** What keeps programs away from the rest of this machine: tried once, not guessed. */
  async isolation(): Promise<Isolation> {
    return (await this.tried()).isolation;
  }

  /** Where yt-dlp finds ffmpeg, ffprobe and a JavaScript runtime. */
  async helpers(): Promise<{ ffmpegDirectory: string; node: string }> {
    const { directory } = await this.toolbox.prepareTools();
    return { ffmpegDirectory: directory, node: join(directory, 'node') };
  }

  /** @throws ProcessError as ProcessRunner.run does, also when a limit was exceeded. */
  async runTool(run: ToolRun): Promise<ProcessResult> {
    run.signal?.throwIfAborted();
    const { isolation, sealable } = await this.tried();
    const { kind, proxyOnly } = isolation;
    const { ytdlp, directory: tools } = await this.toolbox.prepareTools();
    if (kind === 'user' && run.directory !== undefined) await shareWithMediaUser(run.directory);
    return this.start(run, {
      kind,
      sharesNetwork: run.proxy !== undefined && !proxyOnly,
      sealsNetwork: sealable && (run.proxy !== undefined || kind !== 'namespaces'),
      program: run.tool === 'ytdlp' ? ytdlp : join(tools, run.tool),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.toolbox.removeTools();
  }

  private async start(run: ToolRun, setting: Setting): Promise<ProcessResult> {
    const { tool, args, directory, readOnly, proxy, ...rest } = run;
    const { readable, path } = await this.toolbox.prepareTools();
    const { command, args: confinedArgs } = confined(
      setting.kind,
      {
        directory,
        readOnly,
        readable,
        hidden: [process.cwd(), homedir(), this.config.storage.stagingDir],
        proxy,
        sharesNetwork: setting.sharesNetwork,
        user: mediaUser(),
        limits: TOOL_LIMITS[tool],
      },
      setting.program,
      args,
    );
    return this.processes.run({
      ...rest,
      command,
      args: confinedArgs,
      name: tool,
      cwd: directory,
      env: environmentOf(directory, path, setting.sealsNetwork),
      bounds: TOOL_BOUNDS,
    });
  }

  private tried(): Promise<TrialResult> {
    this.found ??= findIsolation(this.kinds, this.config.storage.stagingDir, async (kind, ground) => {
      const { program, args } = trialCommand(ground, (await this.helpers()).ffmpegDirectory);
      const { directory } = ground;
      const run: ToolRun = { tool: 'ffprobe', args, directory, timeoutMs: TRIAL_MS };
      const { stdout } = await this.start(run, { kind, sharesNetwork: false, sealsNetwork: false, program });
      return stdout;
    });
    return this.found;
  }
}

/** Everything that programs are told. Few arenas: each of them reserves address space. */
function environmentOf(directory: string | undefined, path: string, seals: boolean): Record<string, string> {
  return {
    PATH: path,
    TMPDIR: directory ?? '/tmp',
    MALLOC_ARENA_MAX: '2',
    ...(directory === undefined ? {} : { RUN_DIRECTORY: directory }),
    ...(seals ? { SEAL_NETWORK: 'yes' } : {}),
  };
}
