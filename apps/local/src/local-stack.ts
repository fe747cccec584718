import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LocalSettings } from '@app/config';
import { StartupError } from '@app/kernel';
import type { ProcessRunner } from '@app/process';
import { freePort, isFree } from './services/free-port';
import { LocalPostgres } from './services/local-postgres';
import { LocalRedis } from './services/local-redis';
import { NodeApp } from './services/node-app';
import { type LocalSecrets, localSecrets, saveSecrets } from './settings-file';

const DIST = resolve(__dirname, '../../../..', 'dist');
const DATABASE = 'classroom';
export const ADMIN_EMAIL = 'admin@classroom.localhost';

export interface StackOptions {
  settings: LocalSettings;
  processes: ProcessRunner;
  /** What is happening, for people. */
  say: (text: string) => void;
  /** 0: as fast as it goes. */
  sandboxBytesPerSecond: number;
  /** Take any free port when the wanted one is taken. */
  anyPort: boolean;
}

interface Service {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The whole system on one machine. */
export class LocalStack {
  private readonly started: Service[] = [];
  private constructor(
    private readonly options: StackOptions,
    readonly secrets: LocalSecrets,
    readonly origin: string,
    /** The sandbox, when there is one. */
    readonly sandboxOrigin: string | undefined,
    private readonly ports: { api: number; worker: number; postgres: number; redis: number; sandbox: number },
  ) {}

  static async create(options: StackOptions): Promise<LocalStack> {
    const { settings } = options;
    if (!options.anyPort && !(await isFree(settings.port, '0.0.0.0'))) {
      throw new StartupError(
        `Port ${String(settings.port)} is taken. End what listens there, or choose another: PORT=8080 npm start`,
      );
    }
    const secrets = await localSecrets(settings.dataDir);
    // Links in the sandbox's lessons name its port, so it keeps the one it had.
    const sandbox = await freePort(secrets.sandboxPort);
    await saveSecrets(settings.dataDir, { ...secrets, sandboxPort: sandbox });
    const [api, worker, postgres, redis] = [
      options.anyPort ? await freePort() : settings.port,
      await freePort(),
      await freePort(),
      await freePort(),
    ];
    const sandboxOrigin =
      settings.googleClientId === undefined ? `http://127.0.0.1:${String(sandbox)}` : undefined;
    const origin = `http://localhost:${String(api)}`;
    return new LocalStack(options, secrets, origin, sandboxOrigin, { api, worker, postgres, redis, sandbox });
  }

  async startAll(): Promise<void> {
    const { settings, processes, say } = this.options;
    const { postgresPassword, redisPassword } = this.secrets;
    const directory = (name: string) => join(settings.dataDir, name);
    const postgres = new LocalPostgres(processes, {
      directory: directory('postgres'),
      port: this.ports.postgres,
      password: postgresPassword,
    });
    const redis = new LocalRedis(processes, {
      command: settings.redisServer,
      directory: directory('redis'),
      port: this.ports.redis,
      password: redisPassword,
    });
    say(`Starting PostgreSQL, Redis${this.sandboxOrigin === undefined ? '' : ' and the Google sandbox'}`);
    await Promise.all([this.startService(postgres), this.startService(redis), this.startSandbox()]);
    await postgres.createDatabase(DATABASE);
    const env = this.environment(postgres.url(DATABASE), redis.url);
    say('Bringing the schema up to date');
    await processes.run({
      command: process.execPath,
      args: [join(DIST, 'libs/database/src/migrate.js'), 'run'],
      env,
    });
    say('Starting the api and a worker');
    await Promise.all([
      this.startApp('api', this.ports.api, env),
      this.startApp('worker', this.ports.worker, env),
    ]);
  }

  /** In reverse, and all of it even when something does not end well. */
  async stopAll(): Promise<void> {
    for (const service of this.started.reverse()) await service.stop().catch(() => undefined);
    this.started.length = 0;
  }

  private async startSandbox(): Promise<void> {
    if (this.sandboxOrigin === undefined) return;
    const { settings, sandboxBytesPerSecond } = this.options;
    await this.startService(
      this.app('sandbox', `${this.sandboxOrigin}/oauth2/v3/certs`, {
        SANDBOX_PORT: String(this.ports.sandbox),
        SANDBOX_MEDIA_DIR: join(settings.dataDir, 'sandbox-media'),
        SANDBOX_SECRET: this.secrets.sandboxSecret,
        FFMPEG_PATH: settings.ffmpeg,
        ...(sandboxBytesPerSecond > 0 ? { SANDBOX_BYTES_PER_SECOND: String(sandboxBytesPerSecond) } : {}),
      }),
    );
  }

  private async startApp(name: 'api' | 'worker', port: number, env: Record<string, string>): Promise<void> {
    await this.startService(this.app(name, `http://127.0.0.1:${String(port)}/readyz`, env));
  }

  private app(name: string, readyUrl: string, env: Record<string, string>): NodeApp {
    return new NodeApp(this.options.processes, {
      name: `The ${name}`,
      entry: join(DIST, name === 'sandbox' ? 'apps/sandbox/src/main.js' : `${name}.js`),
      env,
      logFile: join(this.options.settings.dataDir, 'logs', `${name}.log`),
      readyUrl,
    });
  }

  private async startService(service: Service): Promise<void> {
    this.started.push(service);
    await service.start();
  }

  private environment(databaseUrl: string, redisUrl: string): Record<string, string> {
    const { settings } = this.options;
    const { encryptionKey, jwtSecret, adminPassword, apiKey } = this.secrets;
    const sandbox: Record<string, string> =
      this.sandboxOrigin === undefined
        ? {}
        : {
            DANGEROUSLY_ALLOW_TEST_SETTINGS: 'true',
            GOOGLE_ROOT_URL: this.sandboxOrigin,
            GOOGLE_CLIENT_ID: 'sandbox.apps.googleusercontent.com',
            GOOGLE_CLIENT_SECRET: 'sandbox-secret',
            EGRESS_ALLOW: new URL(this.sandboxOrigin).host,
          };
    const own: Record<string, string> = {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      ADMIN_EMAIL,
      ADMIN_PASSWORD: adminPassword,
      BOOTSTRAP_API_KEYS: `default:${apiKey}`,
      ENCRYPTION_KEY: encryptionKey,
      JWT_SECRET_KEY: jwtSecret,
      DOWNLOAD_DIR: join(settings.dataDir, 'videos'),
      STORAGE_URL: pathToFileURL(join(settings.dataDir, 'videos')).href,
      STAGING_DIR: join(settings.dataDir, 'staging'),
      GOOGLE_REDIRECT_URI: `${this.origin}/auth/callback`,
      YTDLP_PATH: settings.ytdlp,
      FFMPEG_PATH: settings.ffmpeg,
      ...sandbox,
    };
    for (const name of settings.givenByAlias) Reflect.deleteProperty(own, name);
    return {
      ...own,
      ...settings.given,
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl,
      PORT: String(this.ports.api),
      WORKER_PORT: String(this.ports.worker),
    };
  }
}
