import { mkdir } from 'node:fs/promises';
import { delay, StartupError } from '@app/kernel';
import type { ProcessRunner, RunningProcess } from '@app/process';
import { Redis } from 'ioredis';

export interface LocalRedisOptions {
  command: string;
  directory: string;
  port: number;
  password: string;
}

const START_MS = 10_000;

/** A Redis of our own: append-only file, and nothing is ever thrown away to make room. */
export class LocalRedis {
  private server?: RunningProcess;

  constructor(
    private readonly processes: ProcessRunner,
    private readonly options: LocalRedisOptions,
  ) {}

  get url(): string {
    return `redis://:${this.options.password}@127.0.0.1:${String(this.options.port)}`;
  }

  async start(): Promise<void> {
    const { command, directory, port, password } = this.options;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const settings = [
      'bind 127.0.0.1',
      `port ${String(port)}`,
      `dir ${JSON.stringify(directory)}`,
      `requirepass ${password}`,
      'appendonly yes',
      'appendfsync everysec',
      'maxmemory-policy noeviction',
      'save ""',
      'daemonize no',
    ];
    this.server = this.processes.start({
      command,
      args: ['-'],
      stdin: `${settings.join('\n')}\n`,
      cwd: directory,
      graceMs: 5_000,
      onStdout: () => undefined,
    });
    await this.untilReady();
  }

  async stop(): Promise<void> {
    await this.server?.stop();
  }

  async crash(): Promise<void> {
    if (this.server) process.kill(-this.server.pid, 'SIGKILL');
    await this.server?.done.catch(() => undefined);
  }

  private async untilReady(): Promise<void> {
    const redis = new Redis(this.url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: null });
    redis.on('error', () => undefined);
    const until = Date.now() + START_MS;
    try {
      while (Date.now() < until) {
        const answer = await redis.connect().then(
          () => redis.ping(),
          () => undefined,
        );
        if (answer === 'PONG') return;
        await delay(50);
      }
    } finally {
      redis.disconnect();
    }
    await this.stop();
    throw new StartupError('Redis did not start.');
  }
}
