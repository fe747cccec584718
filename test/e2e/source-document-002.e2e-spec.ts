import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Answer, Client } from '@app/testing/client';
import { superAdmin } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { testConfig } from '@app/testing/test-config';
import { useSystem } from '@app/testing/use-system';

const API = '/api/v1';
const run = promisify(execFile);
const PASSWORD = 'A-good-password-7';
const MARIA = {
  username: 'marialima',
  email: 'maria.lima@school.example',
  password: PASSWORD,
  full_name: 'Maria Lima',
};
const ROUTE_LIMIT = 3;

/** What the document writes down for what there is by now, typed as it stands there. */
describe('source document 002', () => {
  const system = useSystem({
    env: {
      REGISTRATION_MODE: 'open',
      JWT_ALGORITHM: 'HS256',
      MAX_LOGIN_ATTEMPTS: '5',
      LOCKOUT_DURATION_MINUTES: '15',
      RATE_LIMITS: `POST /security/incidents=${String(ROUTE_LIMIT)},GET /texts/{language}=${String(ROUTE_LIMIT)}`,
      USER_RATE_LIMIT_PER_MINUTE: '1000',
    },
  });
  const nobody = setUp(() => new Client(system.origin, ''));
  const admin = setUp(() => superAdmin(system));
  let maria: Client;
  let id: string;

  beforeAll(async () => {
    const registered = await nobody.post<{ id: string }>(`${API}/auth/register`, MARIA);
    expect(registered.status).toBe(201);
    id = registered.body.id;
    maria = await signedIn();
  });

  const signedIn = async (password = PASSWORD): Promise<Client> => {
    const { status, body } = await nobody.post<{ access_token: string }>(`${API}/auth/login`, {
      username: 'marialima',
      password,
    });
    expect(status).toBe(200);
    return new Client(system.origin, body.access_token);
  };
  const put = (client: Client, path: string, body: object): Promise<Answer> =>
    client.call(path, { method: 'PUT', body });

  describe('accounts', () => {
    it('should show and change the own profile, and the password', async () => {
      const { body } = await maria.get(`${API}/auth/profile`);
      const { username, email, full_name } = MARIA;
      expect(body).toMatchObject({ username, email, full_name, role: 'user', is_active: true });
      expect(Date.parse(String(body.created_at))).toBeLessThanOrEqual(Date.now() + 60_000);
      const named = await put(maria, `${API}/auth/profile`, { full_name: 'Maria Lima Souza' });
      expect(named).toMatchObject({ status: 200, body: { full_name: 'Maria Lima Souza' } });
      const change = { current_password: PASSWORD, new_password: 'Another-good-8' };
      expect((await maria.post(`${API}/auth/change-password`, change)).status).toBe(200);
      maria = await signedIn('Another-good-8');
    });

    it.each([
      ['a username of two letters', { username: 'ab' }],
      ['a username with a dash', { username: 'maria-lima' }],
      ['an address that is none', { email: 'maria' }],
      ['a short password', { password: 'Ab1' }],
      ['a password without digits and capitals', { password: 'password' }],
      ['no name', { full_name: '' }],
    ])('should not register %s', async (_name, wrong) => {
      const other = { ...MARIA, username: 'another', email: 'another@school.example', ...wrong };
      expect((await nobody.post(`${API}/auth/register`, other)).status).toBe(400);
    });

    it('should let admins list, see, change, unlock and delete people', async () => {
      const list = await admin.get<{ users: { id: string }[] }>(`${API}/auth/users`);
      expect(list.body.users.map((user) => user.id)).toContain(id);
      const change = { email: 'm.lima@school.example', full_name: 'M. Lima', role: 'admin', is_active: true };
      expect(await put(admin, `${API}/auth/users/${id}`, change)).toMatchObject({
        status: 200,
        body: change,
      });
      const wrong = { username: 'marialima', password: 'Wrong-password-1' };
      for (let tried = 0; tried < 5; tried += 1) await nobody.post(`${API}/auth/login`, wrong);
      const locked = await admin.get<{ locked_until: string }>(`${API}/auth/users/${id}`);
      expect(locked.body).toMatchObject({ login_attempts: 5, last_login: expect.any(String) as string });
      expect(Date.parse(locked.body.locked_until)).toBeGreaterThan(Date.now());
      expect((await admin.delete(`${API}/security/lockouts/${id}`)).status).toBe(204);
      const unlocked = await admin.get(`${API}/auth/users/${id}`);
      expect(unlocked.body).toMatchObject({ login_attempts: 0, locked_until: null });
      expect((await (await signedIn('Another-good-8')).post(`${API}/auth/logout`)).status).toBe(204);
      expect((await admin.delete(`${API}/auth/users/${id}`)).status).toBe(204);
    });
  });

  describe('security', () => {
    it('should give tokens and renew them', async () => {
      const credentials = { username: 'admin@school.example', password: PASSWORD };
      const token = await nobody.post(`${API}/security/token`, credentials);
      expect(token).toMatchObject({ status: 200, body: { token_type: 'bearer' } });
      const again = { refresh_token: token.body.refresh_token };
      expect((await nobody.post(`${API}/security/refresh`, again)).status).toBe(200);
    });

    it('should validate what the document lists', async () => {
      const input = {
        url: 'https://www.youtube.com/watch?v=jNQXAC9IVRw',
        strict: true,
        file_type: 'video/mp4',
        quality: '720',
        format: 'mp4',
        sanitize: ' Aula\n1 ',
        data: { quality: '720' },
        schema: { type: 'object', required: ['quality'] },
      };
      expect((await admin.post(`${API}/security/validate`, input)).body).toEqual({
        valid: true,
        reasons: [],
        source: 'youtube',
        sanitized: 'Aula 1',
      });
    });

    it('should answer limits, events, statistics and a report', async () => {
      const limits = await admin.get(`${API}/security/rate-limit/api`);
      expect(limits.body).toMatchObject({ limited: true, requests: { limit: 1000 } });
      for (const path of ['events', 'stats'])
        expect((await admin.get(`${API}/security/${path}`)).status).toBe(200);
      const report = await admin.post(`${API}/security/report`);
      expect(report).toMatchObject({ status: 200, body: { shortened: [] } });
    });
  });

  describe('limits of endpoints', () => {
    const times = async (ask: () => Promise<Answer>) => {
      const answers: Answer[] = [];
      for (let asked = 0; asked <= ROUTE_LIMIT; asked += 1) answers.push(await ask());
      return answers;
    };

    it('should hold a caller, beside the other limits, and say so', async () => {
      const incident = { kind: 'other', message: 'Something is wrong.' };
      const answers = await times(() => admin.post('/security/incidents', incident));
      expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 429]);
      const over = answers[ROUTE_LIMIT]!;
      expect(over.body).toMatchObject({
        code: 'request.too-many',
        policy: 'POST /security/incidents',
        limit: 3,
      });
      expect(over.headers.get('ratelimit')).toMatch(
        /^"users";r=\d+;t=\d+, "POST \/security\/incidents";r=0;t=\d+$/,
      );
      expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
      const standing = await admin.get('/security/rate-limit/api');
      expect(standing.body.routes).toMatchObject([{ policy: 'POST /security/incidents', remaining: 0 }, {}]);
      expect((await admin.post('/security/validate', { quality: '720' })).status).toBe(200);
      // A key that was made without a limit has none here.
      const unlimited = await times(() => system.client().post('/security/incidents', incident));
      expect(unlimited.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    });

    it('should hold an address where nobody has to sign in, but not who is signed in behind it', async () => {
      const answers = await times(() => nobody.get('/texts/en'));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
      expect((await admin.get('/texts/en')).status).toBe(200);
    });

    it('should not start with a route that is not there', async () => {
      const started = run(process.execPath, ['dist/api.js'], {
        env: {
          PATH: process.env.PATH,
          ...system.environment({ RATE_LIMITS: 'POST /dwonloads=30', PORT: '0' }),
        },
        timeout: 60_000,
      });
      await expect(started).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringContaining('RATE_LIMITS: there is no route POST /dwonloads') as string,
      });
    });
  });

  it('should take the variables as they stand, but for a secret that everybody knows', () => {
    const config = {
      DATABASE_URL: 'postgresql://user:password@localhost/youtube_download',
      REDIS_URL: 'redis://localhost:6379',
      JWT_ALGORITHM: 'HS256',
      JWT_ACCESS_TOKEN_EXPIRE_MINUTES: '30',
      JWT_REFRESH_TOKEN_EXPIRE_DAYS: '7',
      RATE_LIMIT_PER_MINUTE: '60',
      MAX_LOGIN_ATTEMPTS: '5',
      LOCKOUT_DURATION_MINUTES: '15',
    };
    expect(testConfig(config)).toMatchObject({
      database: { url: config.DATABASE_URL },
      redis: { url: config.REDIS_URL },
      security: { jwt: { algorithm: 'HS256' }, accessTokenMinutes: 30, refreshTokenDays: 7 },
      limits: { perMinute: 60 },
      accounts: { maxAttempts: 5, lockoutMinutes: 15 },
    });
    expect(() => testConfig({ JWT_SECRET_KEY: 'your-secret-key' })).toThrow(
      'must have at least 16 characters',
    );
  });

  it.each(['/docs', '/redoc', '/api/docs'])('should serve the documentation at %s', async (path) => {
    expect((await fetch(system.origin + path)).status).toBe(200);
  });
});
