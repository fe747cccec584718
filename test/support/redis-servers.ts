import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NodeProcessRunner, type RunningProcess } from '@app/process';
import { Redis } from 'ioredis';
import { freePort } from './free-port';
import { temporaryDirectory } from './parts';
import { until } from './until';

export interface RedisServer {
  port: number;
  process: RunningProcess;
}

/** Redis servers of the test's own, as a replicated or divided installation has them. */
export class RedisServers {
  private readonly servers: RedisServer[] = [];

  private constructor(private readonly directory: { path: string; remove: () => Promise<void> }) {}

  static async create(): Promise<RedisServers> {
    return new RedisServers(await temporaryDirectory());
  }

  /** @param settings lines of redis.conf @param args such as --sentinel */
  async start(settings: string[] = [], args: string[] = []): Promise<RedisServer> {
    const port = await freePort();
    const directory = join(this.directory.path, String(port));
    await mkdir(directory);
    const file = join(directory, 'redis.conf');
    const lines = ['bind 127.0.0.1', `port ${String(port)}`, `dir ${directory}`, ...settings];
    await writeFile(file, `${lines.join('\n')}\n`);
    const process = new NodeProcessRunner().start({
      command: globalThis.process.env.REDIS_SERVER_PATH ?? 'redis-server',
      args: [file, ...args],
      cwd: directory,
      graceMs: 2_000,
      onStdout: () => undefined,
    });
    const server = { port, process };
    this.servers.push(server);
    await this.on(server, (redis) => until(() => redis.ping().catch(() => undefined)));
    return server;
  }

  /** Runs something on one of them. */
  async on<T>({ port }: RedisServer, work: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(port, '127.0.0.1', { maxRetriesPerRequest: 0 });
    redis.on('error', () => undefined);
    try {
      return await work(redis);
    } finally {
      redis.disconnect();
    }
  }

  kill({ process }: RedisServer): Promise<unknown> {
    globalThis.process.kill(-process.pid, 'SIGKILL');
    return process.done.catch(() => undefined);
  }

  async close(): Promise<void> {
    await Promise.all(this.servers.map(({ process }) => process.stop().catch(() => undefined)));
    await this.directory.remove();
  }
}
