import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../apps/local/src/services/free-port';
import type { TestSystem } from './system';
import { until } from './until';

/** The built worker as a process of its own, which tests stop, pause and kill. */
export class WorkerProcess {
  private output = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly port: number,
  ) {
    child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
  }

  /** Answers when the worker is ready for work. */
  static async start(system: TestSystem, env: Record<string, string> = {}): Promise<WorkerProcess> {
    const port = await freePort();
    const child = spawn(process.execPath, ['dist/apps/worker/src/main.js'], {
      env: { PATH: process.env.PATH, ...system.environment({ ...env, WORKER_PORT: String(port) }) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const worker = new WorkerProcess(child, port);
    system.onClose(() => worker.kill('SIGKILL'));
    await until(async () => (await fetch(`${worker.origin}/readyz`).catch(() => undefined))?.ok).catch(() => {
      throw new Error(`the worker did not start:\n${worker.output}`);
    });
    return worker;
  }

  /** Of its health and metrics. */
  get origin(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get log(): string {
    return this.output;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Sends the signal and waits for the end: its exit code, null after a signal. */
  async kill(name: NodeJS.Signals): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const ended = once(this.child, 'exit');
    this.child.kill(name);
    await ended;
    return this.child.exitCode;
  }
}
