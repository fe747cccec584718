import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { delay, StartupError } from '@app/kernel';
import type { ProcessRunner, RunningProcess } from '@app/process';
import { MEMORY_ENVIRONMENT } from '@app/runtime';

export interface NodeAppOptions {
  name: string;
  /** The built entry file. */
  entry: string;
  env: Record<string, string>;
  logFile: string;
  /** Answers 200 when the app stands. */
  readyUrl: string;
}

const START_MS = 60_000;
const RESTART_MS = 1_000;

/** One of our own apps as a process of its own, its log in a file. */
export class NodeApp {
  private process?: RunningProcess;
  private log?: WriteStream;
  private stopping = false;
  private readonly lastLines: string[] = [];

  constructor(
    private readonly processes: ProcessRunner,
    private readonly options: NodeAppOptions,
  ) {}

  async start(): Promise<void> {
    const { logFile } = this.options;
    await mkdir(dirname(logFile), { recursive: true });
    this.spawn();
    await this.untilReady();
    void this.keepRunning();
  }

  private spawn(): void {
    const { entry, env } = this.options;
    const onLine = (line: string) => this.keep(line);
    this.process = this.processes.start({
      command: process.execPath,
      args: [entry],
      env: { ...MEMORY_ENVIRONMENT, ...env },
      graceMs: 25_000,
      onStdout: onLine,
      onStderr: onLine,
    });
  }

  /** An app that ends by itself is started again, as a service manager would. */
  private async keepRunning(): Promise<void> {
    for (await this.ended; !this.isStopping(); await this.ended) {
      this.keep('-- ended unexpectedly, started again --');
      await delay(RESTART_MS);
      if (!this.isStopping()) this.spawn();
    }
  }

  private isStopping(): boolean {
    return this.stopping;
  }

  /** Ends when the app ends by itself. */
  get ended(): Promise<unknown> {
    return this.process?.done.catch(() => undefined) ?? Promise.resolve();
  }

  /** Id of its process group, for tests that kill it. */
  get pid(): number {
    return this.process?.pid ?? 0;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.process?.stop();
    this.log?.end();
  }

  private keep(line: string): void {
    this.log ??= this.openLog();
    this.log.write(`${line}\n`);
    this.lastLines.push(line);
    if (this.lastLines.length > 15) this.lastLines.shift();
  }

  /** A line that cannot be written, such as on a full disk, is lost; the next one opens the file again. */
  private openLog(): WriteStream {
    const log = createWriteStream(this.options.logFile, { flags: 'a', mode: 0o600 });
    log.on('error', () => {
      if (this.log === log) this.log = undefined;
    });
    return log;
  }

  private async untilReady(): Promise<void> {
    const { name, readyUrl, logFile } = this.options;
    const dead = new AbortController();
    void this.ended.then(() => dead.abort());
    const until = Date.now() + START_MS;
    while (Date.now() < until && !dead.signal.aborted) {
      const ready = await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) }).then(
        ({ ok }) => ok,
        () => false,
      );
      if (ready) return;
      await delay(50);
    }
    await this.stop();
    throw new StartupError(
      `${name} did not start. Its last lines (all of them: ${logFile}):\n${this.lastLines.join('\n')}`,
    );
  }
}
