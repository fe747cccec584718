import { AppConfig } from './app-config';
import { EnvironmentError } from './read-environment';
import { VARIABLES } from './variables';

const SAFE = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://classroom:database-password@db:5432/classroom',
  REDIS_URL: 'redis://:redis-password@redis:6379',
  ENCRYPTION_KEY: 'l5Q0pVt8mC3kqfX0b1nJw2Yy7uRzEoH6sTgPdKaMxWc=',
  JWT_SECRET_KEY: 'Zq3vN8xT1rWc5yBk7mLp0dHs2fGj4uEa',
  GOOGLE_REDIRECT_URI: 'https://videos.school.example/auth/callback',
};
const ADMIN = { ADMIN_EMAIL: 'ana.souza@escola-aurora.example', ADMIN_PASSWORD: 'Vinte-7-lhamas-Azuis' };
const ALLOWED = { DANGEROUSLY_ALLOW_TEST_SETTINGS: 'true' };

function problemsOf(extra: Record<string, string>): readonly string[] {
  try {
    new AppConfig({ ...SAFE, ...extra });
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems;
    throw error;
  }
  return [];
}

/** One problem, of this variable, that does not repeat the value. */
function expectRefusal(name: string, value: string, extra: Record<string, string> = {}): void {
  const problems = problemsOf({ ...extra, [name]: value });
  expect(problems).toEqual([expect.stringContaining(`${name}: `)]);
  expect(problems[0]).not.toContain(value);
}

describe('production', () => {
  it('should accept https and secrets made by chance', () => {
    expect(new AppConfig({ ...SAFE, ...ADMIN })).toMatchObject({
      production: true,
      security: { secureCookies: true },
      egress: { spareMachine: true },
      testSettings: [],
    });
  });

  it.each(['http://localhost:8001/cb', 'http://127.0.0.1:8001/cb', 'http://[::1]:8001/cb'])(
    'should accept plain http on this machine: %s',
    (uri) => {
      expect(problemsOf({ GOOGLE_REDIRECT_URI: uri })).toEqual([]);
    },
  );

  it.each([
    'Admin123!Admin',
    'Senha@2026!!',
    'P@ssw0rd1234',
    'Qwertyuiop12',
    'Aa1Aa1Aa1Aa1',
    'Abcdefgh1234',
    'escola-Aurora-2026',
    'ana.souza-123',
    'Short-7x',
    'changeme-ChangeMe-1',
  ])('should refuse %s as ADMIN_PASSWORD', (password) => {
    expectRefusal('ADMIN_PASSWORD', password, ADMIN);
  });

  it.each([
    'x'.repeat(32),
    'x'.repeat(200),
    'ab'.repeat(32),
    '0123456789abcdef'.repeat(4),
    'secretsecretsecretsecretsecretsecret',
    'change-me-change-me-change-me-change-me',
    'a secret that signs the tokens of tests',
    'abcdefghijklmnopqrstuvwxyz0123456789',
    'Zq3vN8xT1rWc5yBk7mLp0dHs2fGj4uE',
    VARIABLES.JWT_SECRET_KEY.example ?? '',
    `your-${VARIABLES.JWT_SECRET_KEY.example ?? ''}`,
  ])('should refuse %s as JWT_SECRET_KEY', (secret) => {
    expectRefusal('JWT_SECRET_KEY', secret);
  });

  it.each([
    `${'A'.repeat(43)}=`,
    '0'.repeat(64),
    'deadbeef'.repeat(8),
    'an encryption key for tests',
    'aaaaaaaaaaaaaaaaaaaaaa',
    'fjord-lampe-22',
    VARIABLES.ENCRYPTION_KEY.example ?? '',
  ])('should refuse %s as ENCRYPTION_KEY', (key) => {
    expectRefusal('ENCRYPTION_KEY', key);
  });

  it('should accept a typed key for encryption, which is stretched', () => {
    expect(problemsOf({ ENCRYPTION_KEY: 'seven llamas eat violets under bridges' })).toEqual([]);
  });

  it('should refuse an API key for everything that could be guessed', () => {
    expectRefusal('BOOTSTRAP_API_KEYS', 'school:cdl_1234567890123456');
  });

  it('should refuse one secret in two places', () => {
    expect(problemsOf({ ENCRYPTION_KEY: SAFE.ENCRYPTION_KEY, JWT_SECRET_KEY: SAFE.ENCRYPTION_KEY })).toEqual([
      expect.stringContaining('must differ from each other'),
    ]);
  });

  it.each(['http://127.0.0.1:4000', 'http://sandbox:4000', 'https://google.example'])(
    'should refuse %s as GOOGLE_ROOT_URL',
    (url) => {
      expectRefusal('GOOGLE_ROOT_URL', url);
    },
  );

  it('should refuse what opens this machine in EGRESS_ALLOW, and say which entry', () => {
    expect(problemsOf({ EGRESS_ALLOW: 'files.school.example:443,127.0.0.1:6379' })).toEqual([
      expect.stringMatching(/^EGRESS_ALLOW: entry 2 opens this machine/),
    ]);
    expect(problemsOf({ EGRESS_ALLOW: '10.0.0.0/8:443,files.school.example:443' })).toEqual([]);
  });

  const UNSAFE = {
    ADMIN_EMAIL: 'admin@school.example',
    ADMIN_PASSWORD: 'admin',
    JWT_SECRET_KEY: 'x'.repeat(32),
    ENCRYPTION_KEY: 'an encryption key for tests',
    GOOGLE_REDIRECT_URI: 'http://videos.school.example/auth/callback',
    GOOGLE_ROOT_URL: 'http://sandbox:4000',
    EGRESS_ALLOW: '169.254.169.254:80,[::1]:80',
  };

  it('should refuse, all at once, what is only good for a laptop, beside what is wrong anywhere', () => {
    const problems = problemsOf({ ...UNSAFE, STORAGE_URL: 's3://bucket' });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'STORAGE_URL',
      'ADMIN_PASSWORD',
      'JWT_SECRET_KEY',
      'ENCRYPTION_KEY',
      'GOOGLE_REDIRECT_URI',
      'GOOGLE_ROOT_URL',
      'EGRESS_ALLOW',
    ]);
  });

  it('should be the only mode that refuses them', () => {
    expect(problemsOf({ ...UNSAFE, NODE_ENV: 'development' })).toEqual([]);
  });

  it('should let them through when told so, and know what it let through', () => {
    const config = new AppConfig({ ...SAFE, ...UNSAFE, ...ALLOWED });
    expect(config).toMatchObject({ allowsTestSettings: true, egress: { spareMachine: false } });
    expect(config.testSettings).toHaveLength(6);
  });

  it('should refuse what is wrong anywhere whatever it is told', () => {
    expect(problemsOf({ ...ALLOWED, STORAGE_URL: 's3://bucket' })).toHaveLength(1);
  });

  it.each(['yes', '1', 'on'])('should not take %s for true', (word) => {
    expect(problemsOf({ DANGEROUSLY_ALLOW_TEST_SETTINGS: word })).toEqual([
      'DANGEROUSLY_ALLOW_TEST_SETTINGS: must be true or false',
    ]);
  });
});
