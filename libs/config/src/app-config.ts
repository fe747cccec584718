import { dirname, join } from 'node:path';
import { VERSION } from '@app/kernel';
import { resolveAliases } from './aliases';
import { jwtKeyProblems } from './jwt-key';
import { type LimitSettings, limitsOf, type RealtimeSettings, realtimeOf } from './limit-settings';
import { removeSecrets, withoutApiSecrets } from './process-secrets';
import { type OutputTemplate, parseOutputTemplate } from './output-template';
import { productionRefusals } from './production-refusals';
import { type Environment, EnvironmentError, readEnvironment } from './read-environment';
import { localDirectory, storageOf, storageUrl } from './storage-settings';
import { securityOf, type SecuritySettings } from './security-settings';
import type { EgressAllowance, HostValues, TenantKey } from './validators';

/** The whole configuration, parsed and typed. Injected by class; made once a process. */
export class AppConfig {
  readonly production: boolean;
  /** DANGEROUSLY_ALLOW_TEST_SETTINGS: whoever refuses something in production lets it pass, and warns of it. */
  readonly allowsTestSettings: boolean;
  /** What production would have refused, to be told at every start. */
  readonly testSettings: readonly string[];
  /** What became of variables that were given under other names, to be told at every start. */
  readonly aliases: readonly string[];
  /** What this installation calls itself. */
  readonly app: { name: string; version: string };
  readonly http: {
    host: string;
    port: number;
    workerPort: number;
    corsOrigins: string[];
    /** Addresses and CIDR blocks. */
    trustedProxies: string[];
    metricsToken?: string;
    /** Of the api. */
    maxConnections: number;
  };
  readonly limits: LimitSettings;
  readonly realtime: RealtimeSettings;
  readonly log: { level: string };
  /** Without a pool size each kind of process has its own. */
  readonly database: { url: string; poolSize?: number };
  readonly redis: { url: string };
  readonly google: {
    clientId?: string;
    clientSecret?: string;
    /** Google's redirect address. What stands before `/auth/callback` is the public address of this service. */
    redirectUri: string;
    scopes: string[];
    rootUrl?: string;
    /** Calls to Google, over all processes. */
    classroomPerMinute: number;
    drivePerMinute: number;
  };
  readonly security: SecuritySettings;
  readonly accounts: {
    registration: Environment['REGISTRATION_MODE'];
    maxAttempts: number;
    lockoutMinutes: number;
  };
  readonly bootstrap: {
    defaultTenant: string;
    admin?: { email: string; password: string };
    apiKeys: TenantKey[];
  };
  readonly storage: {
    url: string;
    stagingDir: string;
    minFreeBytes: number;
    /** 0: no limit. */
    maxFileBytes: number;
    /** Where nobody set another one; 0: no limit. */
    defaultQuotas: { tenantBytes: number; userBytes: number };
  };
  readonly downloads: {
    slots: number;
    timeoutMs: number;
    stallMs: number;
    /** The least that has to come in a window. */
    leastRate: { bytesPerSecond: number; windowMs: number };
    maxRuns: number;
    fairWaitSeconds: number;
    /** Downloads at once and the mean pause between two starts, by host. */
    hosts: { concurrency: HostValues; spacingSeconds: HostValues };
    format: string;
    /** What a video is called on a person's disk. */
    fileName: OutputTemplate;
    subtitleLanguages: string[];
  };
  readonly tools: { ytdlp: string; ffmpeg: string; ffprobe: string };
  /** `spareMachine`: not even `allow` opens this machine or a cloud's metadata service. */
  readonly egress: { allow: EgressAllowance[]; spareMachine: boolean };
  readonly courses: { cacheTtlMs: number };
  /** 0 days: for ever. */
  readonly retention: {
    completedDays: number;
    endedDays: number;
    auditDays: number;
    quarantineDays: number;
    intervalHours: number;
  };

  private static current?: AppConfig;

  constructor(source: NodeJS.ProcessEnv) {
    const env = readEnvironment(source);
    this.aliases = resolveAliases(source).notes;
    const refused = env.NODE_ENV === 'production' ? productionRefusals(env) : [];
    this.production = env.NODE_ENV === 'production';
    this.allowsTestSettings = env.DANGEROUSLY_ALLOW_TEST_SETTINGS;
    this.testSettings = this.allowsTestSettings ? refused : [];
    const problems = [...contradictionsIn(env), ...(this.allowsTestSettings ? [] : refused)];
    if (problems.length > 0) throw new EnvironmentError(problems);
    this.app = { name: env.APP_NAME, version: env.APP_VERSION ?? VERSION };
    this.http = httpOf(env);
    this.limits = limitsOf(env);
    this.realtime = realtimeOf(env);
    this.log = { level: env.LOG_LEVEL };
    this.database = { url: env.DATABASE_URL, poolSize: env.DATABASE_POOL_SIZE };
    this.redis = { url: env.REDIS_URL };
    this.google = googleOf(env);
    this.security = securityOf(env);
    this.accounts = accountsOf(env);
    this.bootstrap = bootstrapOf(env);
    this.storage = storageOf(env);
    this.downloads = downloadsOf(env);
    this.tools = {
      ytdlp: env.YTDLP_PATH,
      ffmpeg: env.FFMPEG_PATH,
      ffprobe: beside(env.FFMPEG_PATH, 'ffprobe'),
    };
    this.egress = {
      allow: env.EGRESS_ALLOW,
      spareMachine: this.production && !this.allowsTestSettings,
    };
    this.courses = { cacheTtlMs: env.COURSES_CACHE_TTL * 1000 };
    this.retention = retentionOf(env);
  }

  /**
   * The configuration of this process, read once. Its secrets do not stay in the environment, and an app gets none that
   * it does not need.
   * @throws EnvironmentError: one list of everything that is wrong.
   */
  static fromEnvironment(app: 'api' | 'worker' = 'api'): AppConfig {
    AppConfig.current ??= new AppConfig(app === 'api' ? process.env : withoutApiSecrets(process.env));
    removeSecrets(process.env);
    return AppConfig.current;
  }
}

function httpOf(env: Environment): AppConfig['http'] {
  return {
    host: env.HOST,
    port: env.PORT,
    workerPort: env.WORKER_PORT,
    corsOrigins: env.CORS_ORIGINS,
    trustedProxies: env.TRUSTED_PROXIES,
    metricsToken: env.METRICS_TOKEN,
    maxConnections: env.MAX_CONNECTIONS,
  };
}

function bootstrapOf(env: Environment): AppConfig['bootstrap'] {
  return {
    defaultTenant: env.DEFAULT_TENANT,
    admin: firstAdmin(env.ADMIN_EMAIL, env.ADMIN_PASSWORD),
    apiKeys: env.BOOTSTRAP_API_KEYS,
  };
}

/** What is wrong with variables that are right by themselves, said all at once. */
function contradictionsIn(env: Environment): string[] {
  const problems = jwtKeyProblems(env);
  if ((env.ADMIN_EMAIL === undefined) !== (env.ADMIN_PASSWORD === undefined)) {
    problems.push('ADMIN_EMAIL and ADMIN_PASSWORD: give both or neither');
  }
  if (localDirectory(storageUrl(env)) === undefined) {
    problems.push('STORAGE_URL: must be a file:// address, such as file:///var/lib/classroom');
  }
  if (env.LIVE_CONNECTIONS >= env.MAX_CONNECTIONS) {
    problems.push('LIVE_CONNECTIONS: must be less than MAX_CONNECTIONS, which requests need a part of');
  }
  return problems;
}

function googleOf(env: Environment): AppConfig['google'] {
  return {
    clientId: env.GOOGLE_CLIENT_ID,
    clientSecret: env.GOOGLE_CLIENT_SECRET,
    redirectUri: env.GOOGLE_REDIRECT_URI,
    scopes: env.GOOGLE_SCOPES,
    rootUrl: env.GOOGLE_ROOT_URL,
    classroomPerMinute: env.GOOGLE_CLASSROOM_REQUESTS_PER_MINUTE,
    drivePerMinute: env.GOOGLE_DRIVE_REQUESTS_PER_MINUTE,
  };
}

function accountsOf(env: Environment): AppConfig['accounts'] {
  return {
    registration: env.REGISTRATION_MODE,
    maxAttempts: env.MAX_LOGIN_ATTEMPTS,
    lockoutMinutes: env.LOCKOUT_DURATION_MINUTES,
  };
}

/** Long enough for a school's line that is slow for a while. */
const RATE_WINDOW_MS = 120_000;

function downloadsOf(env: Environment): AppConfig['downloads'] {
  return {
    slots: env.MAX_CONCURRENT_DOWNLOADS,
    timeoutMs: env.DOWNLOAD_TIMEOUT_SECONDS * 1000,
    stallMs: env.STALL_TIMEOUT_SECONDS * 1000,
    leastRate: { bytesPerSecond: env.MIN_TRANSFER_RATE, windowMs: RATE_WINDOW_MS },
    maxRuns: env.WORKER_MAX_RETRIES,
    fairWaitSeconds: env.FAIR_WAIT_SECONDS,
    hosts: { concurrency: env.HOST_CONCURRENCY, spacingSeconds: env.HOST_SPACING_SECONDS },
    format: env.YTDLP_FORMAT,
    fileName: parseOutputTemplate(env.YTDLP_OUTPUT_TEMPLATE),
    subtitleLanguages: env.SUBTITLE_LANGUAGES,
  };
}

function retentionOf(env: Environment): AppConfig['retention'] {
  return {
    completedDays: env.RETENTION_DAYS,
    endedDays: env.ENDED_RETENTION_DAYS,
    auditDays: env.AUDIT_RETENTION_DAYS,
    quarantineDays: env.QUARANTINE_DAYS,
    intervalHours: env.CLEAN_UP_INTERVAL_HOURS,
  };
}

function firstAdmin(email?: string, password?: string): { email: string; password: string } | undefined {
  return email === undefined || password === undefined ? undefined : { email, password };
}

function beside(tool: string, sibling: string): string {
  return tool.includes('/') ? join(dirname(tool), sibling) : sibling;
}
