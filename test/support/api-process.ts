import { once } from 'node:events';
import { MEMORY_ENVIRONMENT } from '@app/runtime';
import { freePort } from './free-port';
import { Program } from './program';
import type { TestSystem } from './system';
import { until } from './until';

const WATCH = './test/support/watch-loop.mjs';

/** The built api, started as docs/operations.md has it. */
export class ApiProcess extends Program {
  private constructor(
    env: NodeJS.ProcessEnv,
    readonly port: number,
  ) {
    super(['--max-semi-space-size=16', '--import', WATCH, 'dist/api.js'], env, {
      hasChannel: true,
    });
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
    const settings = system.environment({ GOOGLE_REDIRECT_URI, ...env, PORT: String(port) });
    const api = new ApiProcess({ PATH: process.env.PATH, ...MEMORY_ENVIRONMENT, ...settings }, port);
    system.onClose(() => api.kill('SIGKILL'));
    await until(() => api.hasEnded || api.log.includes('api listens'), 60_000);
    if (api.hasEnded) throw new Error(`the api did not start:\n${api.log}`);
    return api;
  }

  get origin(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** The longest time that the event loop was busy without a pause since this was last asked, in milliseconds. */
  async longestStallMs(): Promise<number> {
    const answered = once(this.child, 'message') as Promise<[number]>;
    this.child.send('read');
    return (await answered)[0];
  }
}
