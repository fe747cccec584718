import { AppConfig } from './app-config';
import { EnvironmentError, programPath, readMigrationSettings, readRoleUrls } from './read-environment';

const NEEDED = {
  DATABASE_URL: 'postgresql://classroom:database-password@db:5432/classroom',
  REDIS_URL: 'redis://:redis-password@redis:6379',
  ENCRYPTION_KEY: 'an encryption key for tests',
  JWT_SECRET_KEY: 'a secret that signs tokens',
};

function configOf(extra: Record<string, string> = {}): AppConfig {
  return new AppConfig({ ...NEEDED, ...extra });
}

function problemsOf(source: Record<string, string>): readonly string[] {
  try {
    new AppConfig(source);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

describe(AppConfig, () => {
  it('should leave connections for requests beside those that stay open', () => {
    const problems = problemsOf({ ...NEEDED, LIVE_CONNECTIONS: '500', MAX_CONNECTIONS: '500' });
    expect(problems).toEqual([
      expect.stringContaining('LIVE_CONNECTIONS: must be less than MAX_CONNECTIONS'),
    ]);
    expect(problemsOf({ ...NEEDED, LIVE_CONNECTIONS: '499', MAX_CONNECTIONS: '500' })).toEqual([]);
  });

  it('should need four variables and have a default for every other', () => {
    const config = configOf();
    expect(config).toMatchObject({
      production: false,
      http: { host: '0.0.0.0', port: 8001, workerPort: 8002, corsOrigins: [] },
      log: { level: 'info' },
      database: { url: NEEDED.DATABASE_URL, poolSize: undefined },
      redis: { url: NEEDED.REDIS_URL },
      bootstrap: { defaultTenant: 'default', apiKeys: [] },
      egress: { allow: [] },
      courses: { cacheTtlMs: 300_000 },
    });
    expect(config.http.metricsToken).toBeUndefined();
    expect(config.bootstrap.admin).toBeUndefined();
    expect(config.google.clientId).toBeUndefined();
  });

  it('should turn seconds into milliseconds and words into lists', () => {
    const config = configOf({
      DOWNLOAD_TIMEOUT_SECONDS: '120',
      STALL_TIMEOUT_SECONDS: '7',
      COURSES_CACHE_TTL: '0.5',
      SUBTITLE_LANGUAGES: 'pt-BR, en,,es ',
      CORS_ORIGINS: 'https://a.example,https://b.example',
      ENCRYPTION_KEYS_OLD: 'an older encryption key,a still older one',
    });
    expect(config.downloads).toMatchObject({ timeoutMs: 120_000, stallMs: 7_000 });
    expect(config.courses.cacheTtlMs).toBe(500);
    expect(config.downloads.subtitleLanguages).toEqual(['pt-BR', 'en', 'es']);
    expect(config.http.corsOrigins).toEqual(['https://a.example', 'https://b.example']);
    expect(config.security.oldEncryptionKeys).toEqual(['an older encryption key', 'a still older one']);
  });

  it('should read what a FastAPI service of the school has in its environment', () => {
    const config = configOf({
      APP_NAME: 'Classroom Downloader API',
      APP_VERSION: '1.0.0',
      DEBUG: 'false',
      DATABASE_URL: 'postgresql+asyncpg://user:pass@postgres:5432/classroom',
      GOOGLE_SCOPES: '["openid", "https://www.googleapis.com/auth/drive.readonly"]',
      LOG_LEVEL: 'INFO',
    });
    expect(config).toMatchObject({
      app: { name: 'Classroom Downloader API', version: '1.0.0' },
      database: { url: 'postgresql://user:pass@postgres:5432/classroom' },
      google: { scopes: ['openid', 'https://www.googleapis.com/auth/drive.readonly'] },
      log: { level: 'info' },
    });
    expect(configOf().app).toEqual({
      name: 'Classroom Downloader',
      version: expect.stringMatching(/^\d/) as string,
    });
    expect(configOf({ DEBUG: 'True' }).log.level).toBe('debug');
    expect(configOf({ DEBUG: 'True', LOG_LEVEL: 'Warn' }).log.level).toBe('warn');
  });

  it.each<Record<string, string>>([
    { APP_NAME: 'x'.repeat(101) },
    { APP_NAME: 'a\nb' },
    { APP_VERSION: '1\u202e0' },
    { APP_NAME: '  ' },
  ])('should refuse %j as what is shown to people', (given) => {
    expect(problemsOf({ ...NEEDED, ...given })).toEqual([expect.stringMatching(/must be one line of 100/)]);
  });

  it('should count an empty value as not set', () => {
    const config = configOf({ METRICS_TOKEN: '', ADMIN_EMAIL: '', GOOGLE_CLIENT_ID: '', PORT: '' });
    expect(config.http).toMatchObject({ port: 8001, metricsToken: undefined });
    expect(config.bootstrap.admin).toBeUndefined();
    expect(config.google.clientId).toBeUndefined();
  });

  it.each([
    ['ffmpeg', 'ffprobe'],
    ['/opt/tools/ffmpeg', '/opt/tools/ffprobe'],
  ])('should look for ffprobe beside %s', (ffmpeg, ffprobe) => {
    expect(configOf({ FFMPEG_PATH: ffmpeg }).tools).toMatchObject({ ffmpeg, ffprobe });
  });

  it('should stage beside the videos unless told otherwise', () => {
    const apart = { STORAGE_URL: 'file:///srv/videos', STAGING_DIR: '/fast/staging' };
    expect(configOf({ DOWNLOAD_DIR: '/srv/my videos' }).storage).toMatchObject({
      url: 'file:///srv/my%20videos',
      stagingDir: '/srv/my videos/.staging',
    });
    expect(configOf({ STORAGE_URL: 'file:///srv/videos' }).storage.stagingDir).toBe('/srv/videos/.staging');
    expect(configOf(apart).storage).toMatchObject({ url: apart.STORAGE_URL, stagingDir: '/fast/staging' });
  });

  it('should mark cookies as secure exactly when people come by https', () => {
    const of = (uri: string) => configOf({ GOOGLE_REDIRECT_URI: uri }).security.secureCookies;
    expect(of('https://videos.school.example/auth/callback')).toBe(true);
    expect(of('http://localhost:8001/auth/callback')).toBe(false);
  });

  it('should make a first admin of an address and a password', () => {
    const { bootstrap } = configOf({ ADMIN_EMAIL: 'admin@school.example', ADMIN_PASSWORD: 'a good one' });
    expect(bootstrap.admin).toEqual({ email: 'admin@school.example', password: 'a good one' });
  });
});

describe('an environment that is not right', () => {
  it('should be told of at once, with every missing and every wrong variable', () => {
    const problems = problemsOf({ PORT: 'eighty', MIN_FREE_BYTES: 'much', REDIS_URL: 'redis://localhost' });
    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
      'DATABASE_URL',
      'ENCRYPTION_KEY',
      'JWT_SECRET_KEY',
      'MIN_FREE_BYTES',
      'PORT',
    ]);
    expect(problems).toContainEqual('DATABASE_URL: is missing (PostgreSQL 15 or newer)');
    expect(problems).toContainEqual('PORT: must be a port from 0 to 65535');
  });

  it('should be one readable list', () => {
    const error = new EnvironmentError(['PORT: is odd', 'HOST: is odder']);
    expect(error.message).toBe('The environment is not right:\n  - PORT: is odd\n  - HOST: is odder');
  });

  it.each([
    ['NODE_ENV', 'hunter2-hunter2'],
    ['LOG_LEVEL', 'hunter2-hunter2'],
    ['PORT', 'hunter2-hunter2'],
    ['DATABASE_URL', 'mysql://root:hunter2@db/x'],
    ['DATABASE_POOL_SIZE', '-hunter2'],
    ['ENCRYPTION_KEY', 'hunter2'],
    ['JWT_SECRET_KEY', 'hunter2'],
    ['GOOGLE_REDIRECT_URI', 'hunter2://x'],
    ['BOOTSTRAP_API_KEYS', 'school:hunter2'],
    ['BOOTSTRAP_API_KEYS', 'cdl_hunter2hunter2hunter2:school'],
    ['BOOTSTRAP_API_KEYS', 'hunter2hunter2hunter2'],
    ['BOOTSTRAP_API_KEYS', 'a..b:hunter2hunter2hunter2'],
    ['DEFAULT_TENANT', 'hunter2..'],
    ['DEFAULT_TENANT', 'hunter2/x'],
    ['MIN_FREE_BYTES', 'hunter2'],
    ['STORAGE_URL', 's3://hunter2:hunter2@bucket'],
    ['EGRESS_ALLOW', 'hunter2'],
    ['COURSES_CACHE_TTL', 'hunter2'],
  ])('should name %s and never what it holds', (name, value) => {
    const problems = problemsOf({ ...NEEDED, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
    expect(problems[0]).not.toContain('hunter2');
  });

  it.each([
    ['an address without a password', { ADMIN_EMAIL: 'admin@school.example' }, /^ADMIN_EMAIL and/],
    ['a password without an address', { ADMIN_PASSWORD: 'a good one' }, /^ADMIN_EMAIL and/],
    ['a storage that is no directory', { STORAGE_URL: 's3://bucket' }, /^STORAGE_URL: must be a file:/],
    ['a file address with a host', { STORAGE_URL: 'file://var/lib' }, /^STORAGE_URL: must be a file:/],
    ['a storage that is no address', { STORAGE_URL: '/srv/videos' }, /^STORAGE_URL: must be a file:/],
  ])('should refuse %s', (_, extra: Record<string, string>, problem) => {
    expect(problemsOf({ ...NEEDED, ...extra })).toEqual([expect.stringMatching(problem)]);
  });
});

describe(readRoleUrls, () => {
  it('should say all that is missing', () => {
    expect(() => readRoleUrls({ DATABASE_URL: NEEDED.DATABASE_URL })).toThrow(
      /- MIGRATION_DATABASE_URL: is missing .*\n.*- DATABASE_ADMIN_URL: is missing/,
    );
  });
});

describe(readMigrationSettings, () => {
  it('should take another role for the migrations, and tell the one of the apps', () => {
    const source = {
      DATABASE_URL: 'postgresql://app:p@db/x',
      MIGRATION_DATABASE_URL: 'postgresql://owner:q@db/x',
      AUDIT_RETENTION_DAYS: '30',
    };
    expect(readMigrationSettings(source)).toEqual({
      url: source.MIGRATION_DATABASE_URL,
      apps: { role: 'app', auditDays: 30 },
    });
  });

  it('should need nothing but DATABASE_URL', () => {
    const source = {
      DATABASE_URL: 'postgresql+asyncpg://u:p@db/x',
      PORT: 'wrong',
      JWT_SECRET_KEY_FILE: '/no',
    };
    expect(readMigrationSettings(source)).toEqual({ url: 'postgresql://u:p@db/x' });
  });

  it('should say that it is missing', () => {
    expect(() => readMigrationSettings({})).toThrow('DATABASE_URL: is missing (PostgreSQL 15 or newer)');
  });
});

describe(programPath, () => {
  it('should be the PATH that the programs we start inherit', () => {
    expect(programPath()).toBe(process.env.PATH);
  });
});
