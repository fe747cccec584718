import { LIMIT_VARIABLES } from './limit-variables';
import { SIGN_IN_VARIABLES } from './sign-in-variables';
import {
  addressBlocks,
  byteCount,
  csv,
  databaseUrl,
  days,
  lenientYes,
  list,
  httpUrl,
  oneOf,
  portNumber,
  positive,
  redisUrl,
  seconds,
  secret,
  strongToken,
  tenantId,
  tenantKeys,
  text,
  title,
  yesOrNo,
} from './validators';
import { DOWNLOAD_VARIABLES } from './download-variables';

const MIB = 1024 * 1024;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/**
 * Every environment variable there is, in the order they are documented. Each one can also be given as NAME_FILE,
 * the path of a file that holds the value. `.env.example` and docs/configuration.md are written from this table.
 */
export const VARIABLES = {
  NODE_ENV: oneOf(
    'development',
    'test',
    'production',
  )({
    default: 'development',
    desc: 'production refuses weak secrets, plain-http redirect addresses and what is only for tests',
  }),
  DANGEROUSLY_ALLOW_TEST_SETTINGS: yesOrNo({
    default: false,
    desc: 'true lets production start with what it refuses, and warns of each at every start; only for tests',
  }),
  APP_NAME: title({ default: 'Classroom Downloader', desc: 'title of the API documents' }),
  APP_VERSION: title({
    default: undefined,
    desc: "version that /health and the API documents tell; default: this program's",
  }),
  DEBUG: lenientYes({ default: false, desc: 'true: LOG_LEVEL is debug where it is not given' }),
  HOST: text({ default: '0.0.0.0', desc: 'address the api and the worker listen on' }),
  PORT: portNumber({ default: 8001, desc: 'port of the api' }),
  WORKER_PORT: portNumber({ default: 8002, desc: "port of a worker's health and metrics" }),
  LOG_LEVEL: oneOf(...LOG_LEVELS)({ default: 'info', desc: 'fatal, error, warn, info, debug or trace' }),
  CORS_ORIGINS: csv({
    default: [],
    desc: "comma-separated origins of the school's own front ends; they may call the api and be returned to after connecting",
  }),
  TRUSTED_PROXIES: addressBlocks({
    default: [],
    desc: 'comma-separated addresses or CIDR blocks of the proxies in front; only their X-Forwarded-For is believed',
  }),
  ...LIMIT_VARIABLES,
  METRICS_TOKEN: strongToken({
    default: undefined,
    desc: 'bearer token that opens /metrics of the api, and /metrics and the details of /health of workers: 32 random characters or more; empty: only callers on the same machine',
  }),

  DATABASE_URL: databaseUrl({
    desc: 'PostgreSQL 15 or newer',
    example: 'postgresql://classroom:secret@localhost:5432/classroom',
  }),
  MIGRATION_DATABASE_URL: databaseUrl({
    default: undefined,
    desc: 'the same database as another role, which owns the schema, for the migrations alone; empty: DATABASE_URL',
    example: 'postgresql://classroom_owner:secret@localhost:5432/classroom',
  }),
  DATABASE_ADMIN_URL: databaseUrl({
    default: undefined,
    desc: 'a role that may make others, for npm run database:roles alone',
    example: 'postgresql://postgres:secret@localhost:5432/postgres',
  }),
  DATABASE_POOL_SIZE: positive({
    default: undefined,
    desc: 'connections a process keeps at most, and one more for signs of life; default: 10 for the api, 5 for a worker',
  }),
  REDIS_URL: redisUrl({
    desc: 'Redis 6.2 or newer, noeviction: redis:// or rediss://, redis+sentinel://host:port,…/name or redis+cluster://host:port,…',
    example: 'redis://localhost:6379',
  }),

  GOOGLE_CLIENT_ID: text({ default: undefined, desc: 'OAuth client of your Google Cloud project' }),
  GOOGLE_CLIENT_SECRET: text({ default: undefined, desc: 'its secret' }),
  GOOGLE_REDIRECT_URI: httpUrl({
    default: 'http://localhost:8001/auth/callback',
    desc: 'where Google sends people back; must be registered there, and tells the public address of this service',
  }),
  GOOGLE_SCOPES: list({
    default: [
      'openid',
      'email',
      'https://www.googleapis.com/auth/classroom.courses.readonly',
      'https://www.googleapis.com/auth/classroom.coursework.me.readonly',
      'https://www.googleapis.com/auth/classroom.coursework.students.readonly',
      'https://www.googleapis.com/auth/classroom.courseworkmaterials.readonly',
      'https://www.googleapis.com/auth/classroom.announcements.readonly',
      'https://www.googleapis.com/auth/classroom.topics.readonly',
      'https://www.googleapis.com/auth/classroom.rosters.readonly',
      'https://www.googleapis.com/auth/drive.readonly',
    ],
    desc: 'scopes to ask for, comma-separated or as a JSON list; openid and email are asked for in any case',
  }),
  GOOGLE_CLASSROOM_REQUESTS_PER_MINUTE: positive({ default: 2700, desc: 'of all processes; Google: 3,000' }),
  GOOGLE_DRIVE_REQUESTS_PER_MINUTE: positive({
    default: 10_800,
    desc: 'the same; Google: 12,000, without files',
  }),
  GOOGLE_ROOT_URL: httpUrl({
    default: undefined,
    desc: 'one origin that stands in for all of Google; only for tests and the sandbox',
  }),

  ENCRYPTION_KEY: secret({
    desc: 'key for tokens at rest: 32 bytes as base64 or hex; any other text of 16 characters or more is stretched',
    example: 'openssl rand -base64 32',
  }),
  ENCRYPTION_KEYS_OLD: csv({ default: [], desc: 'comma-separated former keys, still accepted for reading' }),
  ...SIGN_IN_VARIABLES,

  REGISTRATION_MODE: oneOf(
    'open',
    'invitation',
    'closed',
  )({
    default: 'invitation',
    desc: 'who may register: anybody (into DEFAULT_TENANT), who was invited, or nobody',
  }),
  DEFAULT_TENANT: tenantId({
    default: 'default',
    desc: 'tenant of the first admin and of people who register without an invitation',
  }),
  ADMIN_EMAIL: text({
    default: undefined,
    desc: 'first admin, made once: at the first start of an installation',
  }),
  ADMIN_PASSWORD: text({
    default: undefined,
    desc: "the first admin's password; a weak one is refused in production",
  }),
  BOOTSTRAP_API_KEYS: tenantKeys({
    default: [],
    desc: 'comma-separated tenant:key, made at start if absent',
  }),

  DOWNLOAD_DIR: text({
    default: './downloads',
    desc: 'where videos are kept, unless STORAGE_URL says otherwise',
  }),
  STORAGE_URL: text({ default: undefined, desc: 'where videos are kept, as a file:// address' }),
  STAGING_DIR: text({
    default: undefined,
    desc: 'where unfinished downloads live, best on the same disk; default: DOWNLOAD_DIR/.staging',
  }),
  MIN_FREE_BYTES: byteCount({
    default: 512 * MIB,
    desc: 'a worker stops taking work when its disk has less than this left',
  }),
  MAX_FILE_SIZE: byteCount({
    default: 0,
    desc: 'largest file that is downloaded, such as 4G; 0: no limit',
  }),
  TENANT_QUOTA_BYTES: byteCount({
    default: 0,
    desc: 'what a tenant may store, such as 500G, unless a super-admin sets another limit for it; 0: no limit',
  }),
  USER_QUOTA_BYTES: byteCount({
    default: 0,
    desc: 'what a person may have stored, unless an admin sets another limit for them; 0: no limit',
  }),

  ...DOWNLOAD_VARIABLES,

  RETENTION_DAYS: days({
    default: 0,
    desc: 'completed downloads, and files that nothing else points to, are removed after so many days; 0: never',
  }),
  ENDED_RETENTION_DAYS: days({
    default: 90,
    desc: 'failed and cancelled downloads are removed after so many days; 0: never',
  }),
  QUARANTINE_DAYS: days({
    default: 30,
    desc: 'files in the storage that no row names are kept aside for so many days; 0: for ever',
  }),
  AUDIT_RETENTION_DAYS: days({
    default: 90,
    desc: 'the audit trail is kept for so many days; 0: for ever',
  }),
  CLEAN_UP_INTERVAL_HOURS: positive({
    default: 24,
    desc: 'how often old downloads and files are looked for',
  }),

  COURSES_CACHE_TTL: seconds({ default: 300, desc: 'seconds before courses are read from Google again' }),
} as const;

export type VariableName = keyof typeof VARIABLES;
