import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { AppConfig } from '@app/config';
import { YtdlpHealth } from '@app/media';
import { AppModule } from '../../apps/api/src/app.module';
import { fastifyAdapter, prepareApi } from '../../apps/api/src/create-api';
import { freePort } from './free-port';
import type { LocalRedis } from '../../apps/local/src/services/local-redis';
import type { Sandbox } from '../../apps/sandbox/src/start-sandbox';
import { WorkerModule } from '../../apps/worker/src/worker.module';
import { Client } from './client';
import { sharedParts, temporaryDirectory, testDatabase, testRedis, testSandbox } from './parts';
import { TestLog } from './test-log';

/** Of 32 bytes: one that is typed would be stretched at every start. */
export const TEST_ENCRYPTION_KEY = 'rJ3kQy0bV8sTn5Wc1LdXzF7hGm2Pe9AoUi4KtBvRq6E=';
export const ADMIN = { email: 'admin@school.example', password: 'A-good-password-7' };

const THIS_YTDLP = process.env.YTDLP_PATH ?? 'yt-dlp';

export interface SystemOptions {
  api?: boolean;
  workers?: number;
  env?: Record<string, string>;
  /** Address of a migrated database; without it the test gets one of its own. */
  databaseUrl?: string;
  /** Hosts that are on this machine and may be reached all the same, beside the sandbox. */
  allow?: string[];
}

/** The whole system in this process, on real parts of its own; only Google is the sandbox. */
export class TestSystem {
  readonly log = new TestLog();
  private readonly closers: (() => Promise<unknown>)[] = [];
  readonly workers: NestFastifyApplication[] = [];
  api!: NestFastifyApplication;
  origin = '';

  private constructor(
    readonly sandbox: Sandbox,
    readonly redis: LocalRedis,
    readonly directory: string,
    readonly databaseUrl: string,
    readonly tenantKeys: Record<string, string>,
    private readonly extra: Record<string, string>,
    private readonly allowed: string[],
  ) {}

  static async start({
    api = true,
    workers = 1,
    env = {},
    databaseUrl,
    allow = [],
  }: SystemOptions = {}): Promise<TestSystem> {
    const [database, redis, directory, sandbox] = await Promise.all([
      databaseUrl === undefined ? testDatabase() : { url: databaseUrl, drop: () => Promise.resolve() },
      testRedis(),
      temporaryDirectory(),
      testSandbox(),
    ]);
    const keys = {
      school: `cdl_${randomBytes(24).toString('base64url')}`,
      other: `cdl_${randomBytes(24).toString('base64url')}`,
    };
    const system = new TestSystem(sandbox, redis, directory.path, database.url, keys, env, allow);
    system.closers.push(
      database.drop,
      () => redis.close(),
      directory.remove,
      () => sandbox.close(),
    );
    if (api) await system.startApi();
    for (let started = 0; started < workers; started += 1) await system.startWorker();
    return system;
  }

  /** A caller with the API key of a tenant. */
  client(tenant = 'school'): Client {
    return new Client(this.origin, this.tenantKeys[tenant] ?? '');
  }

  async startApi(env: Record<string, string> = {}): Promise<NestFastifyApplication> {
    const port = await freePort();
    const config = this.config({
      PORT: String(port),
      GOOGLE_REDIRECT_URI: `http://127.0.0.1:${String(port)}/auth/callback`,
      ...env,
    });
    const module = await Test.createTestingModule({ imports: [AppModule] })
      .overrideProvider(AppConfig)
      .useValue(config)
      .compile();
    const app = module.createNestApplication<NestFastifyApplication>(
      fastifyAdapter(config.http.trustedProxies),
      { logger: this.log },
    );
    await prepareApi(app);
    await app.listen(port, '127.0.0.1');
    if (this.origin === '') {
      this.origin = `http://127.0.0.1:${String(port)}`;
      this.api = app;
    }
    this.closers.unshift(() => app.close());
    return app;
  }

  async startWorker(env: Record<string, string> = {}): Promise<NestFastifyApplication> {
    const staging = join(this.directory, `staging-${String(this.workers.length)}`);
    await mkdir(staging, { recursive: true });
    const config = this.config({ STAGING_DIR: staging, ...env });
    const module = await this.workerModule(config);
    const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), {
      logger: this.log,
    });
    await app.listen(0, '127.0.0.1');
    this.workers.push(app);
    this.closers.unshift(() => app.close());
    return app;
  }

  private workerModule(config: AppConfig): Promise<TestingModule> {
    const builder = Test.createTestingModule({ imports: [WorkerModule] })
      .overrideProvider(AppConfig)
      .useValue(config);
    // The same program is asked once for all tests; a worker that has another asks it.
    if (config.tools.ytdlp === THIS_YTDLP)
      builder
        .overrideProvider(YtdlpHealth)
        .useValue({ checkYtdlp: () => Promise.resolve(sharedParts().ytdlp) });
    return builder.compile();
  }

  /** A connection to look and reach behind the system, closed with it. */
  async database(): Promise<DataSource> {
    const database = await new DataSource({ type: 'postgres', url: this.databaseUrl }).initialize();
    this.onClose(() => database.destroy());
    return database;
  }

  /** Where a stored file lies, by the `file_path` of an answer. */
  pathOf(filePath: string | null): string {
    if (filePath === null) throw new Error('there is no file');
    return join(this.directory, 'videos', filePath);
  }

  /** The environment of an app of this system. */
  environment(env: Record<string, string> = {}): Record<string, string> {
    const sandboxHost = new URL(this.sandbox.origin).host;
    return {
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      DATABASE_URL: this.databaseUrl,
      DATABASE_POOL_SIZE: '10',
      REDIS_URL: this.redis.url,
      ENCRYPTION_KEY: TEST_ENCRYPTION_KEY,
      JWT_SECRET_KEY: 'a secret that signs the tokens of tests',
      // What a test asks for must not be too much, unless that is what it tests.
      RATE_LIMIT_PER_MINUTE: '1000000',
      USER_RATE_LIMIT_PER_MINUTE: '1000000',
      BLOCK_AFTER_REFUSALS: '1000000',
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      DEFAULT_TENANT: 'school',
      BOOTSTRAP_API_KEYS: Object.entries(this.tenantKeys)
        .map(([tenant, key]) => `${tenant}:${key}`)
        .join(','),
      GOOGLE_CLIENT_ID: 'tests.apps.googleusercontent.com',
      GOOGLE_CLIENT_SECRET: 'google-client-secret',
      GOOGLE_ROOT_URL: this.sandbox.origin,
      EGRESS_ALLOW: [sandboxHost, ...this.allowed].join(','),
      STORAGE_URL: pathToFileURL(join(this.directory, 'videos')).href,
      STAGING_DIR: join(this.directory, 'staging'),
      MIN_FREE_BYTES: '1M',
      MAX_CONCURRENT_DOWNLOADS: '4',
      YTDLP_PATH: THIS_YTDLP,
      FFMPEG_PATH: process.env.FFMPEG_PATH ?? 'ffmpeg',
      ...this.extra,
      ...env,
    };
  }

  config(env: Record<string, string> = {}): AppConfig {
    return new AppConfig(this.environment(env));
  }

  /** Closed before everything that was started so far. */
  onClose(close: () => Promise<unknown>): void {
    this.closers.unshift(close);
  }

  async close(): Promise<void> {
    for (const close of this.closers) await close();
  }
}
