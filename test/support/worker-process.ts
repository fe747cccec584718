import { MEMORY_ENVIRONMENT } from '@app/runtime';
import { freePort } from './free-port';
import { Program } from './program';
import type { TestSystem } from './system';
import { until } from './until';

/** The built worker, which tests stop, pause and kill. */
export class WorkerProcess extends Program {
  private constructor(
    env: NodeJS.ProcessEnv,
    private readonly port: number,
  ) {
    super(['dist/worker.js'], env);
  }

  /** Answers when the worker is ready for work. */
  static async start(system: TestSystem, env: Record<string, string> = {}): Promise<WorkerProcess> {
    const port = await freePort();
    const settings = system.environment({ ...env, WORKER_PORT: String(port) });
    const worker = new WorkerProcess({ PATH: process.env.PATH, ...MEMORY_ENVIRONMENT, ...settings }, port);
    system.onClose(() => worker.kill('SIGKILL'));
    await until(async () => (await fetch(`${worker.origin}/readyz`).catch(() => undefined))?.ok).catch(() => {
      throw new Error(`the worker did not start:\n${worker.log}`);
    });
    return worker;
  }

  /** Of its health and metrics. */
  get origin(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }
}
