import { generateKeyPairSync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useDirectory } from '@app/testing/use-directory';
import { AppConfig } from './app-config';
import { readMigrationSettings, readEnvironment } from './read-environment';
import { VARIABLES, type VariableName } from './variables';

const ED25519 = generateKeyPairSync('ed25519')
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()
  .trim();
const METRICS_TOKEN = 'qK8vT2mZ5xW1nB7yR4cJ9hL3pD6sF0gA';

/** For every variable a value that differs from its default, as text and as parsed. */
const VALUES: Record<VariableName, [string, unknown]> = {
  NODE_ENV: ['production', 'production'],
  DANGEROUSLY_ALLOW_TEST_SETTINGS: ['true', true],
  APP_NAME: ['Escola Aurora', 'Escola Aurora'],
  APP_VERSION: ['2026.1', '2026.1'],
  DEBUG: ['true', true],
  HOST: ['127.0.0.1', '127.0.0.1'],
  PORT: ['9001', 9001],
  WORKER_PORT: ['9002', 9002],
  LOG_LEVEL: ['debug', 'debug'],
  CORS_ORIGINS: ['https://school.example', ['https://school.example']],
  TRUSTED_PROXIES: ['10.0.0.0/8,::1', ['10.0.0.0/8', '::1']],
  MAX_CONNECTIONS: ['500', 500],
  RATE_LIMIT_PER_MINUTE: ['30', 30],
  USER_RATE_LIMIT_PER_MINUTE: ['300', 300],
  RATE_LIMITS: ['POST /downloads=30', [{ method: 'POST', path: '/downloads', perMinute: 30 }]],
  BLOCK_AFTER_REFUSALS: ['50', 50],
  BLOCK_MINUTES: ['5', 5],
  LIVE_CONNECTIONS: ['50', 50],
  LIVE_CONNECTIONS_PER_CALLER: ['5', 5],
  LIVE_CONNECTIONS_PER_ADDRESS: ['10', 10],
  METRICS_TOKEN: [METRICS_TOKEN, METRICS_TOKEN],
  DATABASE_URL: ['postgresql://u:p@db/x', 'postgresql://u:p@db/x'],
  MIGRATION_DATABASE_URL: ['postgresql://o:p@db/x', 'postgresql://o:p@db/x'],
  DATABASE_ADMIN_URL: ['postgresql://postgres:p@db/x', 'postgresql://postgres:p@db/x'],
  DATABASE_POOL_SIZE: ['5', 5],
  REDIS_URL: ['redis://redis:6379', 'redis://redis:6379'],
  GOOGLE_CLIENT_ID: ['client', 'client'],
  GOOGLE_CLIENT_SECRET: ['client-secret', 'client-secret'],
  GOOGLE_REDIRECT_URI: ['https://school.example/auth/callback', 'https://school.example/auth/callback'],
  GOOGLE_SCOPES: ['openid', ['openid']],
  GOOGLE_CLASSROOM_REQUESTS_PER_MINUTE: ['600', 600],
  GOOGLE_DRIVE_REQUESTS_PER_MINUTE: ['1200', 1200],
  GOOGLE_ROOT_URL: ['http://sandbox:4000', 'http://sandbox:4000'],
  ENCRYPTION_KEY: ['an encryption key for tests', 'an encryption key for tests'],
  ENCRYPTION_KEYS_OLD: ['an older key', ['an older key']],
  JWT_SECRET_KEY: ['a secret that signs the tokens of tests', 'a secret that signs the tokens of tests'],
  JWT_ALGORITHM: ['eddsa', 'EdDSA'],
  JWT_PRIVATE_KEY: [ED25519, ED25519],
  JWT_ACCESS_TOKEN_EXPIRE_MINUTES: ['5', 5],
  JWT_REFRESH_TOKEN_EXPIRE_DAYS: ['1', 1],
  MAX_LOGIN_ATTEMPTS: ['3', 3],
  LOCKOUT_DURATION_MINUTES: ['1', 1],
  REGISTRATION_MODE: ['open', 'open'],
  DEFAULT_TENANT: ['school', 'school'],
  ADMIN_EMAIL: ['admin@school.example', 'admin@school.example'],
  ADMIN_PASSWORD: ['a good password', 'a good password'],
  BOOTSTRAP_API_KEYS: ['school:cdl_1234567890123456', [{ tenant: 'school', key: 'cdl_1234567890123456' }]],
  DOWNLOAD_DIR: ['/srv/downloads', '/srv/downloads'],
  STORAGE_URL: ['file:///srv/videos', 'file:///srv/videos'],
  STAGING_DIR: ['/srv/staging', '/srv/staging'],
  MIN_FREE_BYTES: ['1G', 1_073_741_824],
  MAX_FILE_SIZE: ['4G', 4_294_967_296],
  TENANT_QUOTA_BYTES: ['2T', 2_199_023_255_552],
  USER_QUOTA_BYTES: ['10G', 10_737_418_240],
  MAX_CONCURRENT_DOWNLOADS: ['4', 4],
  DOWNLOAD_TIMEOUT_SECONDS: ['60', 60],
  STALL_TIMEOUT_SECONDS: ['5', 5],
  MIN_TRANSFER_RATE: ['1K', 1_024],
  WORKER_MAX_RETRIES: ['9', 9],
  FAIR_WAIT_SECONDS: ['5', 5],
  HOST_CONCURRENCY: ['2,video.example=1', { any: 2, hosts: { 'video.example': 1 } }],
  HOST_SPACING_SECONDS: ['1,video.example=9', { any: 1, hosts: { 'video.example': 9 } }],
  YTDLP_FORMAT: ['best', 'best'],
  YTDLP_OUTPUT_TEMPLATE: ['%(id)s.%(ext)s', '%(id)s.%(ext)s'],
  SUBTITLE_LANGUAGES: ['es', ['es']],
  YTDLP_PATH: ['/opt/yt-dlp', '/opt/yt-dlp'],
  FFMPEG_PATH: ['/opt/ffmpeg', '/opt/ffmpeg'],
  EGRESS_ALLOW: ['sandbox:4000', [{ host: 'sandbox', port: 4000 }]],
  RETENTION_DAYS: ['30', 30],
  ENDED_RETENTION_DAYS: ['10', 10],
  QUARANTINE_DAYS: ['14', 14],
  AUDIT_RETENTION_DAYS: ['365', 365],
  CLEAN_UP_INTERVAL_HOURS: ['1', 1],
  COURSES_CACHE_TTL: ['10', 10],
};
const NAMES = Object.keys(VARIABLES) as VariableName[];

describe(readEnvironment, () => {
  const directory = useDirectory();

  async function fileWith(name: string, content: string): Promise<string> {
    const path = join(directory.path, name);
    await writeFile(path, content);
    return path;
  }

  /** What every test needs, but without one variable. */
  function others(name: VariableName): Record<string, string> {
    const given: Record<string, string> = {};
    for (const other of NAMES) if (other !== name) given[other] = VALUES[other][0];
    return given;
  }

  it.each(NAMES)('should read %s from a file', async (name) => {
    const path = await fileWith(name, `${VALUES[name][0]}\n`);
    const env = readEnvironment({ ...others(name), [`${name}_FILE`]: path });
    expect(env[name]).toEqual(VALUES[name][1]);
  });

  it('should prefer the variable to its file, which need not even be there', async () => {
    const path = await fileWith('unused', 'from the file, which is longer than it must be');
    const given = { ...others('ADMIN_PASSWORD'), ADMIN_PASSWORD: 'from the variable' };
    for (const file of [path, '/nowhere/at/all']) {
      const env = readEnvironment({ ...given, ADMIN_PASSWORD_FILE: file });
      expect(env.ADMIN_PASSWORD).toBe('from the variable');
    }
  });

  it.each([
    ['no line break', 'a good password'],
    ['a line break', 'a good password\n'],
    ['a line break of Windows', 'a good password\r\n'],
    ['several', 'a good password\n\n'],
  ])('should read a file that ends with %s', async (_, content) => {
    const path = await fileWith('password', content);
    const env = readEnvironment({ ...others('ADMIN_PASSWORD'), ADMIN_PASSWORD_FILE: path });
    expect(env.ADMIN_PASSWORD).toBe('a good password');
  });

  it('should take the file when the variable is empty', async () => {
    const path = await fileWith('token', METRICS_TOKEN);
    const env = readEnvironment({ ...others('METRICS_TOKEN'), METRICS_TOKEN: '', METRICS_TOKEN_FILE: path });
    expect(env.METRICS_TOKEN).toBe(METRICS_TOKEN);
  });

  it('should count an empty file as not set', async () => {
    const path = await fileWith('empty', '\n');
    const env = readEnvironment({ ...others('METRICS_TOKEN'), METRICS_TOKEN_FILE: path });
    expect(env.METRICS_TOKEN).toBeUndefined();
  });

  it('should read the parts of the database address from files, too', async () => {
    const file = await fileWith('database-password', 'from the file\n');
    const source = { ...others('DATABASE_URL'), DB_HOST: 'db', DB_PASSWORD_FILE: file };
    expect(readEnvironment(source).DATABASE_URL).toBe(
      'postgresql://postgres:from%20the%20file@db:5432/postgres',
    );
    const missing = { ...source, DB_PASSWORD_FILE: '/nowhere/at/all' };
    expect(() => readEnvironment(missing)).toThrow('DB_PASSWORD_FILE: cannot be read (ENOENT)');
  });

  it('should name every file that cannot be read, beside whatever else is wrong', () => {
    const missing = join(directory.path, 'missing');
    const source = { ...others('ADMIN_PASSWORD'), PORT: 'x' };
    const files = { ADMIN_PASSWORD_FILE: missing, METRICS_TOKEN: '', METRICS_TOKEN_FILE: directory.path };
    const read = () => readEnvironment({ ...source, ...files });
    expect(read).toThrow('ADMIN_PASSWORD_FILE: cannot be read (ENOENT)');
    expect(read).toThrow('METRICS_TOKEN_FILE: cannot be read (EISDIR)');
    expect(read).toThrow('PORT: must be a port');
  });

  it('should not show the content of a file that is wrong', async () => {
    const path = await fileWith('short', 'hunter2');
    const read = () => readEnvironment({ ...others('JWT_SECRET_KEY'), JWT_SECRET_KEY_FILE: path });
    expect(read).toThrow('JWT_SECRET_KEY: must have at least 16 characters');
    expect(read).not.toThrow(/hunter2/);
  });

  it('should serve the whole configuration', async () => {
    const path = await fileWith('key', 'an encryption key in a file\n');
    const config = new AppConfig({ ...others('ENCRYPTION_KEY'), ENCRYPTION_KEY_FILE: path });
    expect(config.security.encryptionKey).toBe('an encryption key in a file');
  });

  it('should serve the migrations, which care for no other file', async () => {
    const path = await fileWith('database', 'postgresql+asyncpg://u:p@db/x\n');
    const source = { DATABASE_URL_FILE: path, ENCRYPTION_KEY_FILE: join(directory.path, 'missing') };
    expect(readMigrationSettings(source).url).toBe('postgresql://u:p@db/x');
  });
});

describe('.env.example', () => {
  it('should hold exactly the names there are, in their order', async () => {
    const text = await readFile(join(__dirname, '../../../.env.example'), 'utf8');
    const names = [...text.matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);
    expect(names).toEqual(NAMES);
  });

  it('should leave exactly the needed ones open', async () => {
    const text = await readFile(join(__dirname, '../../../.env.example'), 'utf8');
    const open = [...text.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);
    expect(open).toEqual(NAMES.filter((name) => !('default' in VARIABLES[name])));
    for (const name of open) expect(() => readEnvironment({})).toThrow(`${String(name)}: is missing`);
  });
});
