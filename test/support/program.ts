import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const { NODE_COMPILE_CACHE } = process.env;
/** Where programs find what V8 made of their modules at an earlier start; `npm test` says where. */
const COMPILE_CACHE = NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE };

/** A built program as a process of its own: what freezes or ends it does not touch the test. */
export class Program {
  private output = '';
  readonly child: ChildProcess;
  /** Its exit code, null after a signal, and all that it has written. */
  readonly ended: Promise<{ code: number | null; output: string }>;

  /** @param args for Node */
  constructor(args: string[], env: NodeJS.ProcessEnv, { hasChannel = false } = {}) {
    this.child = spawn(process.execPath, args, {
      env: { ...COMPILE_CACHE, ...env },
      stdio: ['ignore', 'pipe', 'pipe', ...(hasChannel ? (['ipc'] as const) : [])],
    });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    this.ended = once(this.child, 'close').then(([code]) => ({
      code: code as number | null,
      output: this.output,
    }));
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get log(): string {
    return this.output;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** Sends the signal and waits for the end: its exit code, null after a signal. */
  async kill(name: NodeJS.Signals): Promise<number | null> {
    if (this.hasEnded) return this.child.exitCode;
    const ended = once(this.child, 'exit');
    this.child.kill(name);
    await ended;
    return this.child.exitCode;
  }
}
