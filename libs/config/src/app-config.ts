import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Environment, EnvironmentError, readEnvironment } from './read-environment';
import type { EgressAllowance, TenantKey } from './validators';

/** The whole configuration, parsed and typed. Injected by class; made once a process. */
export class AppConfig {
  readonly production: boolean;
  readonly http: {
    host: string;
    port: number;
    workerPort: number;
    corsOrigins: string[];
    metricsToken?: string;
  };
  readonly log: { level: string };
  readonly database: { url: string; poolSize: number };
  readonly redis: { url: string };
  readonly google: {
    clientId?: string;
    clientSecret?: string;
    /** Google's redirect address. What stands before `/auth/callback` is the public address of this service. */
    redirectUri: string;
    scopes: string[];
    rootUrl?: string;
  };
  readonly security: {
    encryptionKey: string;
    oldEncryptionKeys: string[];
    jwtSecret: string;
    accessTokenMinutes: number;
    refreshTokenDays: number;
    /** Cookies carry `Secure`. */
    secureCookies: boolean;
  };
  readonly bootstrap: {
    defaultTenant: string;
    admin?: { email: string; password: string };
    apiKeys: TenantKey[];
  };
  readonly storage: { url: string; stagingDir: string; minFreeBytes: number };
  readonly downloads: {
    slots: number;
    timeoutMs: number;
    stallMs: number;
    maxRuns: number;
    hostConcurrency: number;
    format: string;
    subtitleLanguages: string[];
  };
  readonly tools: { ytdlp: string; ffmpeg: string; ffprobe: string };
  readonly egress: { allow: EgressAllowance[] };
  readonly courses: { cacheTtlMs: number };

  constructor(source: NodeJS.ProcessEnv) {
    const env = readEnvironment(source);
    this.production = env.NODE_ENV === 'production';
    this.http = {
      host: env.HOST,
      port: env.PORT,
      workerPort: env.WORKER_PORT,
      corsOrigins: env.CORS_ORIGINS,
      metricsToken: env.METRICS_TOKEN,
    };
    this.log = { level: env.LOG_LEVEL.toLowerCase() };
    this.database = { url: env.DATABASE_URL, poolSize: env.DATABASE_POOL_SIZE };
    this.redis = { url: env.REDIS_URL };
    this.google = googleOf(env);
    this.security = securityOf(env);
    this.bootstrap = {
      defaultTenant: env.DEFAULT_TENANT,
      admin: firstAdmin(env.ADMIN_EMAIL, env.ADMIN_PASSWORD),
      apiKeys: env.BOOTSTRAP_API_KEYS,
    };
    this.storage = storageOf(env);
    this.downloads = downloadsOf(env);
    this.tools = {
      ytdlp: env.YTDLP_PATH,
      ffmpeg: env.FFMPEG_PATH,
      ffprobe: beside(env.FFMPEG_PATH, 'ffprobe'),
    };
    this.egress = { allow: env.EGRESS_ALLOW };
    this.courses = { cacheTtlMs: env.COURSES_CACHE_TTL * 1000 };
    this.refuseUnsafeProduction();
  }

  /** @throws EnvironmentError: one list of everything that is wrong. */
  static fromEnvironment(): AppConfig {
    return new AppConfig(process.env);
  }

  /** What production must not do, said all at once. */
  private refuseUnsafeProduction(): void {
    if (!this.production) return;
    const problems: string[] = [];
    const redirect = new URL(this.google.redirectUri);
    const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(redirect.hostname);
    if (redirect.protocol !== 'https:' && !loopback) {
      problems.push('GOOGLE_REDIRECT_URI: must be https in production, unless it is on this machine');
    }
    if (this.security.jwtSecret.length < 32) {
      problems.push('JWT_SECRET_KEY: must have at least 32 characters in production');
    }
    if (problems.length > 0) throw new EnvironmentError(problems);
  }
}

function googleOf(env: Environment): AppConfig['google'] {
  return {
    clientId: env.GOOGLE_CLIENT_ID,
    clientSecret: env.GOOGLE_CLIENT_SECRET,
    redirectUri: env.GOOGLE_REDIRECT_URI,
    scopes: env.GOOGLE_SCOPES,
    rootUrl: env.GOOGLE_ROOT_URL,
  };
}

function securityOf(env: Environment): AppConfig['security'] {
  return {
    encryptionKey: env.ENCRYPTION_KEY,
    oldEncryptionKeys: env.ENCRYPTION_KEYS_OLD,
    jwtSecret: env.JWT_SECRET_KEY,
    accessTokenMinutes: env.JWT_ACCESS_TOKEN_EXPIRE_MINUTES,
    refreshTokenDays: env.JWT_REFRESH_TOKEN_EXPIRE_DAYS,
    secureCookies: new URL(env.GOOGLE_REDIRECT_URI).protocol === 'https:',
  };
}

function storageOf(env: Environment): AppConfig['storage'] {
  const url = env.STORAGE_URL ?? pathToFileURL(resolve(env.DOWNLOAD_DIR)).href;
  const stagingDir = resolve(env.STAGING_DIR ?? join(localDirectory(url), '.staging'));
  return { url, stagingDir, minFreeBytes: env.MIN_FREE_BYTES };
}

function downloadsOf(env: Environment): AppConfig['downloads'] {
  return {
    slots: env.MAX_CONCURRENT_DOWNLOADS,
    timeoutMs: env.DOWNLOAD_TIMEOUT_SECONDS * 1000,
    stallMs: env.STALL_TIMEOUT_SECONDS * 1000,
    maxRuns: env.WORKER_MAX_RETRIES,
    hostConcurrency: env.HOST_CONCURRENCY,
    format: env.YTDLP_FORMAT,
    subtitleLanguages: env.SUBTITLE_LANGUAGES,
  };
}

function firstAdmin(email?: string, password?: string): { email: string; password: string } | undefined {
  if (email === undefined && password === undefined) return undefined;
  if (email === undefined || password === undefined) {
    throw new EnvironmentError(['ADMIN_EMAIL and ADMIN_PASSWORD: give both or neither']);
  }
  return { email, password };
}

function localDirectory(storageUrl: string): string {
  const url = URL.canParse(storageUrl) ? new URL(storageUrl) : undefined;
  if (url?.protocol !== 'file:') {
    throw new EnvironmentError(['STORAGE_URL: must be a file:// address, such as file:///var/lib/classroom']);
  }
  return fileURLToPath(url);
}

function beside(tool: string, sibling: string): string {
  return tool.includes('/') ? join(dirname(tool), sibling) : sibling;
}
