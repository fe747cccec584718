import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../apps/local/src/services/free-port';
import type { TestSystem } from './system';
import { until } from './until';

const WATCH = './test/support/watch-loop.mjs';

/** The built api as a process of its own: what freezes or ends it does not touch the test. */
export class ApiProcess {
  private output = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
  }

  /**
   * Returns as soon as the port is open; nothing has been asked of it yet.
   * @param given the port of one that ended, to come back where it was
   */
  static async start(
    system: TestSystem,
    env: Record<string, string> = {},
    given?: number,
  ): Promise<ApiProcess> {
    const port = given ?? (await freePort());
    const GOOGLE_REDIRECT_URI = `http://127.0.0.1:${String(port)}/auth/callback`;
    const child = spawn(process.execPath, ['--import', WATCH, 'dist/apps/api/src/main.js'], {
      env: {
        PATH: process.env.PATH,
        ...system.environment({ GOOGLE_REDIRECT_URI, ...env, PORT: String(port) }),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const api = new ApiProcess(child, port);
    system.onClose(() => api.kill('SIGKILL'));
    await until(() => api.hasEnded || api.log.includes('api listens'), 60_000);
    if (api.hasEnded) throw new Error(`the api did not start:\n${api.log}`);
    return api;
  }

  get origin(): string {
    return `http://127.0.0.1:${String(this.port)}`;
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

  /** The longest time that the event loop was busy without a pause since this was last asked, in milliseconds. */
  async longestStallMs(): Promise<number> {
    const answered = once(this.child, 'message') as Promise<[number]>;
    this.child.send('read');
    return (await answered)[0];
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
