import { type ChildProcess, spawn } from 'node:child_process';
import type { Duplex } from 'node:stream';
import { programPath } from '@app/config';
import { refuseInTransaction } from '@app/kernel';
import { currentCorrelationId } from '@app/observability';
import { guarded } from './guard';
import { familyWatch } from './family-watch';
import { LineSplitter } from './line-splitter';
import { type ExceededBound, ProcessError, type TerminationCause } from './process.errors';
import {
  type ProcessRequest,
  type ProcessResult,
  ProcessRunner,
  type RunningProcess,
} from './process-runner';
import { OutputTail, OutputWhole } from './process-output';

const GRACE_MS = 2_000;
/** So long after KILL somebody may still hold the output: who left the group before, and is not to be waited for. */
const LINGER_MS = 1_000;

export class NodeProcessRunner extends ProcessRunner {
  start(request: ProcessRequest): RunningProcess {
    refuseInTransaction('a program');
    request.signal?.throwIfAborted();
    const { file, args } = guarded(request.command, request.args);
    const child = spawn(file, args, {
      cwd: request.cwd,
      env: environmentOf(request),
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    });
    return new SupervisedProcess(child, request);
  }
}

/** PATH, a home and a language: programs get no secret of ours by accident. */
function environmentOf({ cwd, env }: ProcessRequest): Record<string, string> {
  const id = currentCorrelationId();
  return {
    PATH: programPath(),
    HOME: cwd ?? '/nonexistent',
    LANG: 'C.UTF-8',
    ...(id === undefined ? {} : { CORRELATION_ID: id }),
    ...env,
  };
}

class SupervisedProcess implements RunningProcess {
  readonly pid: number;
  readonly done: Promise<ProcessResult>;
  private terminatedBy?: TerminationCause;
  private over = false;
  private killed = false;
  private printed = 0;
  private unwatch?: () => void;
  private readonly stdout = new OutputWhole();
  private readonly stderr = new OutputTail();
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly child: ChildProcess,
    private readonly request: ProcessRequest,
  ) {
    this.pid = child.pid ?? 0;
    this.readOutput();
    this.feedInput();
    this.done = this.settle();
    this.done.catch(() => undefined);
    this.watchLimits();
  }

  async stop(): Promise<void> {
    this.terminate('aborted');
    await this.done.catch(() => undefined);
  }

  private readOutput(): void {
    const { onStdout, onStderr } = this.request;
    const out = onStdout ? new LineSplitter(onStdout) : this.stdout;
    const err = new LineSplitter((line) => {
      this.stderr.append(line);
      onStderr?.(line);
    });
    this.child.stdout
      ?.on('data', (chunk: Buffer) => this.isWithinOutput(chunk) && out.write(chunk))
      .on('end', () => out.end());
    this.child.stderr
      ?.on('data', (chunk: Buffer) => this.isWithinOutput(chunk) && err.write(chunk))
      .on('end', () => err.end());
  }

  /** What comes after the bound is thrown away: it must cost nothing until the program is gone. */
  private isWithinOutput({ length }: Buffer): boolean {
    this.printed += length;
    if (this.printed <= (this.request.bounds?.outputBytes ?? Infinity)) return true;
    this.exceed('output');
    return false;
  }

  private feedInput(): void {
    // A program that ends before it has read everything closes the pipe; its exit code tells the story.
    this.child.stdin?.on('error', () => undefined);
    this.child.stdin?.end(this.request.stdin ?? '');
  }

  private watchLimits(): void {
    const { signal, timeoutMs, bounds } = this.request;
    if (bounds && this.pid !== 0)
      this.unwatch = familyWatch.watchFamily(this.pid, bounds, (bound) => this.exceed(bound));
    if (timeoutMs !== undefined) this.after(timeoutMs, () => this.terminate('timeout'));
    const abort = () => this.terminate('aborted');
    signal?.addEventListener('abort', abort, { once: true });
    void this.done.catch(() => undefined).finally(() => signal?.removeEventListener('abort', abort));
  }

  private settle(): Promise<ProcessResult> {
    return new Promise((resolve, reject) => {
      const fail = (exitCode: number | null, signal: NodeJS.Signals | null, cause?: unknown) => {
        const { name: command = this.request.command } = this.request;
        const failure = { command, exitCode, signal, stderrTail: this.stderr.text() };
        reject(new ProcessError({ ...failure, terminatedBy: this.terminatedBy }, { cause }));
      };
      this.child.once('error', (error) => {
        this.release();
        fail(null, null, error);
      });
      // The lifeline must go with the child, or its guard would wait for it and `close` would never come.
      this.child.once('exit', () => this.cutLifeline());
      // Until now somebody it had started may have held its output: the limits went for that one too.
      this.child.once('close', (code, signal) => {
        this.release();
        this.signalGroup('SIGKILL');
        if (code === 0 && !this.terminatedBy)
          resolve({ stdout: this.stdout.text(), stderrTail: this.stderr.text() });
        else fail(code, signal);
      });
    });
  }

  private terminate(cause: TerminationCause): void {
    if (this.terminatedBy || this.over) return;
    this.terminatedBy = cause;
    this.signalGroup(this.request.stopSignal ?? 'SIGTERM');
    this.after(this.request.graceMs ?? GRACE_MS, () => this.kill());
  }

  /** No grace: what goes beyond its bounds is not asked first. */
  private exceed(bound: ExceededBound): void {
    if (this.over) return;
    this.terminatedBy ??= bound;
    this.kill();
  }

  private kill(): void {
    this.signalGroup('SIGKILL');
    if (this.killed) return;
    this.killed = true;
    this.after(LINGER_MS, () => {
      this.child.stdout?.destroy();
      this.child.stderr?.destroy();
    });
  }

  private signalGroup(signal: NodeJS.Signals): void {
    if (this.pid === 0) return;
    try {
      process.kill(-this.pid, signal);
    } catch {
      // The group is gone already.
    }
  }

  private after(ms: number, action: () => void): void {
    const timer = setTimeout(action, ms);
    this.timers.add(timer);
  }

  private release(): void {
    this.over = true;
    this.unwatch?.();
    for (const timer of this.timers) clearTimeout(timer);
    this.cutLifeline();
  }

  private cutLifeline(): void {
    // Without file descriptors to spare Node gives a child none at all.
    (this.child.stdio as (Duplex | null)[] | undefined)?.[3]?.destroy();
  }
}
