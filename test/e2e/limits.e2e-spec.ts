import { BlockedAddresses } from '@app/limits';
import { Redis } from 'ioredis';
import { SignJWT } from 'jose';
import { type Answer, Client } from '@app/testing/client';
import { addPerson, superAdmin } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const ANONYMOUS = 10;
const USERS = 30;
const REFUSALS = 40;

describe('limits', () => {
  const system = useSystem({
    workers: 0,
    env: {
      RATE_LIMIT_PER_MINUTE: String(ANONYMOUS),
      USER_RATE_LIMIT_PER_MINUTE: String(USERS),
      BLOCK_AFTER_REFUSALS: String(REFUSALS),
      TRUSTED_PROXIES: '127.0.0.0/8',
      MAX_LOGIN_ATTEMPTS: '2000',
    },
  });
  const nobody = setUp(() => new Client(system.origin, ''));
  const root = setUp(() => superAdmin(system));
  const admin = setUp(() => addPerson(system, { name: 'ana', role: 'admin' }));
  let direct: string;
  let key: (rate: number) => Promise<Client>;

  beforeAll(async () => {
    const untrusting = await system.startApi({ TRUSTED_PROXIES: '' });
    direct = (await untrusting.getUrl()).replace('[::1]', '127.0.0.1');
    key = async (rate) => {
      const input = { name: 'gateway', scopes: ['downloads:read'], rate_per_minute: rate };
      const { body } = await admin.client.post<{ key: string }>('/api-keys', input);
      return new Client(system.origin, body.key);
    };
  });

  const from = (ip: string, path = '/openapi.json', client = nobody): Promise<Answer> =>
    client.call(path, { headers: { 'x-forwarded-for': ip } });

  let tried = 0;
  /** Every time as somebody else: what is counted here is the address, not the account. */
  const signInFrom = (ip: string): Promise<Answer> => {
    tried += 1;
    const wrong = { username: `nobody${String(tried)}`, password: 'Wrong-1' };
    return nobody.post('/auth/login', wrong, { 'x-forwarded-for': ip });
  };

  const times = async (count: number, ask: (index: number) => Promise<Answer>): Promise<number[]> => {
    const statuses: number[] = [];
    for (let index = 0; index < count; index += 1) statuses.push((await ask(index)).status);
    return statuses;
  };

  const counted = (statuses: number[]): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  };

  describe('of addresses', () => {
    it('should say what is left, refuse what is over, and leave others alone', async () => {
      const first = await from('203.0.113.1');
      expect(first.status).toBe(200);
      expect(first.headers.get('ratelimit-policy')).toBe(`"anonymous";q=${String(ANONYMOUS)};w=60`);
      expect(first.headers.get('ratelimit')).toMatch(/^"anonymous";r=9;t=(60|59)$/);
      expect(counted(await times(ANONYMOUS, () => from('203.0.113.1')))).toEqual({ 200: 9, 429: 1 });
      const over = await from('203.0.113.1');
      expect(over).toMatchObject({ status: 429, body: { code: 'request.too-many', policy: 'anonymous' } });
      expect(over.headers.get('content-type')).toContain('application/problem+json');
      const wait = Number(over.headers.get('retry-after'));
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(60);
      expect(over.headers.get('ratelimit')).toBe(`"anonymous";r=0;t=${String(wait)}`);
      expect((await from('203.0.113.2')).status).toBe(200);
    });

    it.each([
      ['addresses that do not exist', '/nothing/here'],
      ['routes that need a caller', '/downloads'],
      ['public routes', '/auth/callback?state=x'],
    ])('should count %s', async (what, path) => {
      const ip = `198.51.100.${String(what.length)}`;
      expect((await times(ANONYMOUS + 1, () => from(ip, path))).at(-1)).toBe(429);
    });

    it('should count tokens that are no good, also on public routes and where nothing is', async () => {
      const bad = new Client(system.origin, 'not-a-token-at-all');
      for (const [ip, path] of [
        ['198.51.100.201', '/downloads'],
        ['198.51.100.202', '/openapi.json'],
        ['198.51.100.203', '/nothing'],
        ['198.51.100.204', '/auth/callback?state=x'],
      ] as const)
        expect((await times(ANONYMOUS + 1, () => from(ip, path, bad))).at(-1)).toBe(429);
    });

    it('should count an IPv6 network as one client, and IPv4 in IPv6 as IPv4', async () => {
      const network = await times(ANONYMOUS + 1, (index) => from(`2001:db8:1:2::${String(index)}`));
      expect(counted(network)).toEqual({ 200: ANONYMOUS, 429: 1 });
      expect((await from('2001:db8:1:3::1')).status).toBe(200);
      await times(ANONYMOUS, () => from('203.0.113.20'));
      expect((await from('::ffff:203.0.113.20')).status).toBe(429);
    });

    it('should believe X-Forwarded-For from a trusted proxy only, and there the last stranger', async () => {
      const spoofed = await times(ANONYMOUS + 1, (index) =>
        from(`203.0.113.${String(100 + index)}`, '/openapi.json', new Client(direct, '')),
      );
      expect(counted(spoofed)).toEqual({ 200: ANONYMOUS, 429: 1 });
      const behind = await times(ANONYMOUS + 1, (index) => from(`10.9.9.${String(index)}, 203.0.113.30`));
      expect(counted(behind)).toEqual({ 200: ANONYMOUS, 429: 1 });
    });

    it('should let who is signed in read what is public, whatever others at the address did', async () => {
      const ip = '203.0.113.45';
      await times(ANONYMOUS + 1, () => from(ip));
      expect((await from(ip)).status).toBe(429);
      expect((await from(ip, '/openapi.json', system.client())).status).toBe(200);
    });

    it.each([
      ['203.0.113.47', '/health?ticket=x', undefined],
      ['203.0.113.48', '/health', 'Basic x'],
    ])('should count who asks for health from %s with what is no credential there', async (...of) => {
      const [ip, path, authorization] = of;
      const headers = { 'x-forwarded-for': ip, ...(authorization === undefined ? {} : { authorization }) };
      const ask = () => nobody.call(path, { headers });
      expect(counted(await times(ANONYMOUS + 1, ask))).toEqual({ 200: ANONYMOUS, 429: 1 });
    });

    it('should count who asks for health apart, and who guesses at metrics', async () => {
      const ip = '203.0.113.46';
      expect(counted(await times(ANONYMOUS + 1, () => from(ip, '/health')))).toEqual({
        200: ANONYMOUS,
        429: 1,
      });
      expect((await from(ip, '/health', system.client())).status).toBe(200);
      const guess = new Client(system.origin, 'not-a-token-at-all');
      expect(counted(await times(ANONYMOUS + 1, () => from(ip, '/metrics', guess)))).toEqual({
        401: ANONYMOUS,
        429: 1,
      });
    });

    it('should always answer probes, metrics and preflights', async () => {
      const ip = '203.0.113.40';
      await times(ANONYMOUS + 1, () => from(ip));
      const paths = ['/livez', '/readyz', '/api/v1/livez'];
      for (const path of paths)
        expect(counted(await times(ANONYMOUS * 2, () => from(ip, path)))).toEqual({ 200: 20 });
      expect((await nobody.call('/downloads', { method: 'OPTIONS' })).status).not.toBe(429);
      expect((await new Client(direct, '').get('/metrics')).body).toMatch(
        /cdl_refused_requests_total\{reason="request.too-many"\} \d+/,
      );
    });
  });

  describe('of sign-ins', () => {
    /** 1,000 of them, a hundred at once. */
    const manySignIns = async (ipOf: (index: number) => string): Promise<number[]> => {
      const statuses: number[] = [];
      for (let start = 0; start < 1_000; start += 100) {
        const wave = Array.from({ length: 100 }, (_, index) => signInFrom(ipOf(start + index)));
        statuses.push(...(await Promise.all(wave)).map(({ status }) => status));
      }
      return statuses;
    };

    it('should try a few of 1,000 passwords from one address', async () => {
      const statuses = await manySignIns(() => '203.0.113.50');
      expect(counted(statuses)).toEqual({
        401: ANONYMOUS,
        429: 1_000 - ANONYMOUS,
      });
    });

    it('should try a few from each of many addresses', async () => {
      const statuses = await manySignIns((index) => `192.0.2.${String(index % 10)}`);
      expect(counted(statuses)).toEqual({ 401: 100, 429: 900 });
    });

    it('should count them apart from other requests', async () => {
      await times(ANONYMOUS + 1, () => from('203.0.113.60'));
      const answer = await signInFrom('203.0.113.60');
      expect(answer.status).toBe(401);
      expect(answer.headers.get('ratelimit-policy')).toContain('"sign-in"');
    });
  });

  describe('of callers', () => {
    it('should give each user their own, and files apart', async () => {
      const [bia, leo] = [await addPerson(system, { name: 'bia' }), await addPerson(system, { name: 'leo' })];
      const asked = await times(USERS + 1, () => bia.client.get('/downloads'));
      expect(counted(asked)).toEqual({ 200: USERS, 429: 1 });
      expect((await leo.client.get('/downloads')).status).toBe(200);
      const file = await bia.client.get('/downloads/01890a5d-ac96-774b-bcce-b302099a8057/file');
      expect(file.status).toBe(404);
      expect(file.headers.get('ratelimit')).toMatch(/^"files";r=149;/);
      const { body } = await leo.client.get('/security/rate-limit/api');
      expect(body).toMatchObject({
        limited: true,
        requests: { policy: 'users', limit: USERS, window_seconds: 60, remaining: USERS - 2 },
        files: { policy: 'files', limit: USERS * 5, remaining: USERS * 5 },
      });
    });

    it('should give each key what it was made with, over all processes', async () => {
      const [five, other] = [await key(5), await key(5)];
      const elsewhere = new Client(direct, five.token);
      const asked = await times(6, (index) => (index % 2 === 0 ? five : elsewhere).get('/downloads'));
      expect(counted(asked)).toEqual({ 200: 5, 429: 1 });
      const refused = await five.get('/downloads');
      expect(refused.body).toMatchObject({ policy: 'keys', limit: 5 });
      expect((await other.get('/downloads')).status).toBe(200);
    });

    it('should not limit a key without a rate', async () => {
      const answer = await system.client().get('/security/rate-limit/api');
      expect(answer.headers.get('ratelimit')).toBeNull();
      expect(answer.body).toEqual({ limited: false, requests: null, files: null, routes: [] });
    });

    it('should take few reports', async () => {
      const eva = await addPerson(system, { name: 'eva' });
      const report = { kind: 'other', message: 'Something is wrong.' };
      const sent = await times(11, () => eva.client.post('/security/incidents', report));
      expect(counted(sent)).toEqual({ 202: 10, 429: 1 });
    });
  });

  describe('of refusals', () => {
    const ip = '203.0.113.70';
    let guessing: Client;

    beforeAll(() => {
      guessing = new Client(system.origin, 'cdl_a-key-that-nobody-has');
    });

    const blocked = (answer: Answer) =>
      answer.status === 429 && answer.body.code === 'request.address-blocked' && answer;

    it('should block an address that goes on, but for who is signed in, and let it in again', async () => {
      const good = system.client();
      expect((await from(ip, '/downloads', good)).status).toBe(200);
      await times(REFUSALS + 1, () => from(ip, '/downloads', guessing));
      const refused = await until(async () => blocked(await from(ip, '/downloads')));
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800);
      expect(blocked(await signInFrom(ip))).toBeTruthy();
      expect(blocked(await from(ip, '/downloads', guessing))).toBeTruthy();
      expect((await from(ip, '/livez')).status).toBe(200);
      expect((await from(ip, '/docs')).status).toBe(200);
      for (const client of [good, admin.client])
        for (const path of ['/downloads', '/health', '/openapi.json'])
          expect((await from(ip, path, client)).status).toBe(200);
      const headers = { cookie: admin.cookie, 'sec-fetch-site': 'same-origin', 'x-forwarded-for': ip };
      expect((await nobody.call('/downloads', { headers })).status).toBe(200);

      const { body } = await root.get<{ blocks: { ip: string; until: string }[] }>('/security/blocks');
      expect(body.blocks.map((block) => block.ip)).toContain(ip);
      const [event] = (
        await root.get<{ events: { subject: string }[] }>(`/security/events?action=address.blocked&ip=${ip}`)
      ).body.events;
      expect(event).toMatchObject({ subject: ip, outcome: 'refused', actor_kind: 'nobody' });

      expect((await root.delete(`/security/blocks/${ip}`)).status).toBe(204);
      expect((await signInFrom(ip)).status).toBe(401);
      expect(await root.delete(`/security/blocks/${ip}`)).toMatchObject({
        status: 404,
        body: { code: 'block.not-found' },
      });
    });

    it('should know a block in every process, and a network by any of its addresses', async () => {
      const second = await system.startApi();
      const origin = (await second.getUrl()).replace('[::1]', '127.0.0.1');
      const elsewhere = () =>
        new Client(origin, '').post(
          '/auth/login',
          { username: 'nobody', password: 'Wrong-1' },
          { 'x-forwarded-for': '2001:db8:7:7::abcd' },
        );
      await times(REFUSALS + 1, (index) => from(`2001:db8:7:7::${String(index)}`, '/downloads', guessing));
      await until(async () => blocked(await elsewhere()));
      const lifted = await root.delete(`/security/blocks/${encodeURIComponent('2001:db8:7:7::/64')}`);
      expect(lifted.status).toBe(204);
      await until(async () => (await elsewhere()).status === 401);
    });

    const IMAGE = '/downloads/01890a5d-ac96-774b-bcce-b302099a8057/thumbnail';
    const images = (address: string, headers: Record<string, string>) =>
      times(300, () => nobody.call(IMAGE, { headers: { ...headers, 'x-forwarded-for': address } }));

    it.each([
      ['of ours whose session has ended', { 'sec-fetch-site': 'same-origin', cookie: 'cdl_session=a.b.c' }],
      ['of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ])('should not let a page %s lock anybody out with 300 images', async (what, headers) => {
      const address = `203.0.113.${String(200 + (what.length % 20))}`;
      const noted = jest.spyOn(system.api.get(BlockedAddresses), 'noteRefusal');
      const statuses = new Set(await images(address, headers));
      expect([...statuses].every((status) => [401, 403, 429].includes(status))).toBe(true);
      expect(noted).not.toHaveBeenCalled();
      noted.mockRestore();
      expect((await signInFrom(address)).status).toBe(401);
      expect((await from(address, '/downloads', system.client())).status).toBe(200);
    });

    it('should neither count nor try what a page of another site sends', async () => {
      const address = '203.0.113.220';
      const foreign = {
        'x-forwarded-for': address,
        'sec-fetch-site': 'cross-site',
        'sec-fetch-mode': 'no-cors',
      };
      const sent = await times(ANONYMOUS * 2, () =>
        nobody.post('/auth/login', { username: 'nobody', password: 'Wrong-1' }, foreign),
      );
      expect(counted(sent)).toEqual({ 403: ANONYMOUS * 2 });
      expect((await signInFrom(address)).headers.get('ratelimit')).toMatch(/^"sign-in";r=9;/);
      const link = { ...foreign, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
      // Node's own fetch writes Sec-Fetch-Mode itself.
      expect((await system.api.inject({ url: '/docs', headers: link })).statusCode).toBe(200);
      const framed = { ...foreign, accept: 'text/html', origin: 'https://evil.example' };
      const refused = await system.api.inject({ url: '/api/v1/downloads', headers: framed });
      expect(refused.statusCode).toBe(403);
      expect(refused.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': expect.stringContaining("frame-ancestors 'self'") as string,
        'x-content-type-options': 'nosniff',
      });
    });

    it('should let people refresh their session while others use up the sign-ins of their address', async () => {
      const address = '203.0.113.221';
      await times(ANONYMOUS + 1, () => signInFrom(address));
      expect((await signInFrom(address)).status).toBe(429);
      const login = { username: admin.email, password: 'A-good-password-7' };
      const { body } = await nobody.post<{ refresh_token: string }>('/security/token', login);
      const renewed = await nobody.post(
        '/auth/refresh',
        { refresh_token: body.refresh_token },
        { 'x-forwarded-for': address },
      );
      expect(renewed.status).toBe(200);
    });

    it('should not block a caller who is only busy', async () => {
      const busy = await key(1);
      const asked = await times(REFUSALS + 5, () => from('203.0.113.80', '/downloads', busy));
      expect(counted(asked)).toEqual({ 200: 1, 429: REFUSALS + 4 });
      expect((await from('203.0.113.80', '/downloads', system.client())).status).toBe(200);
    });

    it('should not take a page whose session has ended, or that has none, for a guess', async () => {
      const [, claims = ''] = admin.client.token.split('.');
      const past = { ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object), iat: 1, exp: 2 };
      const secret = new TextEncoder().encode(system.environment().JWT_SECRET_KEY);
      const token = await new SignJWT(past).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(secret);
      const noted = jest.spyOn(system.api.get(BlockedAddresses), 'noteRefusal');
      const ended = await from('203.0.113.81', '/downloads', new Client(system.origin, token));
      expect(ended).toMatchObject({ status: 401, body: { detail: 'The session has ended. Sign in again.' } });
      expect((await from('203.0.113.81', '/downloads')).status).toBe(401);
      expect(noted).not.toHaveBeenCalled();
      expect((await from('203.0.113.81', '/downloads', guessing)).status).toBe(401);
      await until(() => noted.mock.calls.length === 1);
      noted.mockRestore();
    });

    it('should show and lift blocks for super-admins only', async () => {
      for (const client of [admin.client, system.client()]) {
        expect((await client.get('/security/blocks')).status).toBe(403);
        expect((await client.delete('/security/blocks/203.0.113.70')).status).toBe(403);
      }
    });
  });

  describe('without Redis', () => {
    const quickly = async (ask: () => Promise<Answer>): Promise<Answer> => {
      const began = performance.now();
      const answer = await ask();
      expect(performance.now() - began).toBeLessThan(4_000);
      return answer;
    };

    const expectClosedToSignInsOnly = async () => {
      const signIn = await quickly(() => signInFrom('203.0.113.90'));
      expect(signIn).toMatchObject({ status: 503, body: { code: 'service.unavailable' } });
      expect(signIn.headers.get('retry-after')).toBe('5');
      const caller = await quickly(() => system.client().get('/downloads'));
      expect(caller.status).toBe(200);
      expect((await quickly(() => admin.client.get('/downloads'))).status).toBe(200);
      expect((await quickly(() => from('203.0.113.90'))).status).toBe(200);
      expect((await quickly(() => root.get('/security/blocks'))).status).toBe(503);
    };

    const expectCounting = () =>
      until(async () => (await from('203.0.113.91')).headers.get('ratelimit') !== null);

    it('should refuse sign-ins and let everything else go on while Redis hangs', async () => {
      const redis = new Redis(system.redis.url);
      await redis.client('PAUSE', 6_000, 'ALL');
      redis.disconnect();
      await expectClosedToSignInsOnly();
      await expectCounting();
    });

    it('should do the same while Redis is gone, and count again when it is back', async () => {
      await system.redis.stop();
      await expectClosedToSignInsOnly();
      await system.redis.start();
      await expectCounting();
    });
  });
});
