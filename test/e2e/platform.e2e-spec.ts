import { readFile } from 'node:fs/promises';
import { VERSION } from '@app/kernel';
import { Client } from '@app/testing/client';
import { addPerson, superAdmin } from '@app/testing/people';
import { setUp } from '@app/testing/set-up';
import { ADMIN } from '@app/testing/system';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

describe('the api as a whole', () => {
  const system = useSystem({ env: { CORS_ORIGINS: 'https://portal.school.example' } });
  const client = setUp(() => system.client());
  const nobody = setUp(() => new Client(system.origin, ''));

  const signIn = async () => {
    const answer = await nobody.post<{ access_token: string; user: object }>('/auth/login', {
      username: ADMIN.email,
      password: ADMIN.password,
    });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return { ...answer, cookie };
  };

  describe('health', () => {
    it('should tell nobody more than how it is', async () => {
      for (const path of ['/health', '/api/v1/health'])
        expect((await nobody.get(path)).body).toEqual({
          status: expect.stringMatching(/^(ok|degraded)$/) as string,
        });
      const wrong = await new Client(system.origin, 'no-token').get('/health');
      expect(Object.keys(wrong.body)).toEqual(['status']);
      const bia = await addPerson(system, { name: 'healthy' });
      expect(Object.keys((await bia.client.get('/health')).body)).toEqual(['status']);
    });

    it('should tell admins and keys how every part is', async () => {
      const { status, body } = await client.get<{
        version: string;
        components: Record<string, { status: string; ms: number }>;
      }>('/health');
      expect(status).toBe(200);
      expect(body.version).toBe(VERSION);
      expect(Object.keys(body.components).sort()).toEqual([
        'database',
        'google',
        'redis',
        'sources',
        'storage',
        'workers',
        'ytdlp',
      ]);
      expect(body.components).toMatchObject({
        database: { status: 'ok' },
        redis: { status: 'ok' },
        google: { status: 'ok', stand_in: true },
        workers: { status: 'ok', active: 1, slots: 4 },
        storage: { status: 'ok' },
      });
    });

    it('should tell which yt-dlp the workers have, once one has looked', async () => {
      const ytdlp = await until(async () => {
        const { body } = await client.get<{
          components: { ytdlp: { version?: string; js_runtime?: string } };
        }>('/health');
        return body.components.ytdlp.version === undefined ? undefined : body.components.ytdlp;
      });
      expect(ytdlp.version).toMatch(/^20\d\d\./);
      expect(ytdlp.js_runtime).toMatch(/^node 24/);
    });

    it('should tell admins what keeps programs away from the rest of the worker', async () => {
      const isolation = await until(async () => {
        const { body } = await client.get<{ components: { workers: { isolation?: object[] } } }>('/health');
        return body.components.workers.isolation?.[0];
      });
      expect(isolation).toMatchObject({ kind: 'namespaces', secrets: true, network: true, proxyOnly: true });
    });

    it('should answer on the worker too', async () => {
      const worker = system.workers[0];
      const origin = (await worker?.getUrl())?.replace('[::1]', '127.0.0.1') ?? '';
      for (const path of ['/health', '/livez', '/readyz'])
        expect((await fetch(origin + path)).status).toBe(200);
      const metrics = await (await fetch(`${origin}/metrics`)).text();
      const proxied = { headers: { 'x-forwarded-for': '203.0.113.9' } };
      expect((await fetch(`${origin}/metrics`, proxied)).status).toBe(401);
      expect(Object.keys((await (await fetch(`${origin}/health`, proxied)).json()) as object)).toEqual([
        'status',
      ]);
      expect(await (await fetch(`${origin}/health`)).json()).toHaveProperty('components');
      expect(metrics).toContain('cdl_worker_slots 4');
      expect(metrics).toContain('cdl_dispatcher_leader 1');
      expect(metrics).toContain('nodejs_eventloop_lag');
    });

    it.each(['/livez', '/readyz', '/api/v1/livez', '/livez/'])('should answer %s', async (path) => {
      expect(await nobody.get(path)).toMatchObject({ status: 200, body: { status: 'ok' } });
    });
  });

  it('should count what the whole installation did', async () => {
    const { body } = await client.post<{ id: string }>('/downloads', {
      url: `${system.sandbox.origin}/media/museu.mp4`,
    });
    const done = await client.ended(body.id);
    await new Promise((resolve) => setTimeout(resolve, 2_100)); // the figures are kept for two seconds
    const metrics = (await nobody.get('/metrics')).body as unknown as string;
    expect(metrics).toContain('cdl_downloads_total{status="completed",source="direct_link"} 1');
    expect(metrics).toContain(
      `cdl_download_bytes_total{source="direct_link"} ${String(done.file_size_bytes)}`,
    );
    expect(metrics).toContain('cdl_downloads_current{status="completed"} 1');
    expect(metrics).toContain('cdl_download_duration_seconds_count 1');
    expect(metrics).toContain('cdl_slots{state="all"} 4');
    expect(metrics).toMatch(/http_request_duration_seconds_bucket\{.*route="\/api\/v1\/downloads"/);
  });

  it('should not show metrics to everybody', async () => {
    const proxied = await nobody.call('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } });
    expect(proxied.status).toBe(401);
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    expect((await client.call('/metrics', { headers })).status).toBe(403);
    const root = await superAdmin(system);
    expect((await root.call('/metrics', { headers })).status).toBe(200);
  });

  describe('documentation', () => {
    it.each(['/docs', '/api/docs', '/redoc', '/redoc/redoc.standalone.js'])(
      'should serve %s',
      async (path) => {
        const { status, body } = await fetch(system.origin + path);
        await body?.cancel();
        expect(status).toBe(200);
      },
    );

    it('should describe the API as it is committed', async () => {
      const served = (await nobody.get('/openapi.json')).body;
      expect(served).toEqual(JSON.parse(await readFile('openapi.json', 'utf8')));
    });

    it('should give an example or a description for every field', async () => {
      const { components } = JSON.parse(await readFile('openapi.json', 'utf8')) as {
        components: {
          schemas: Record<string, { properties?: Record<string, unknown>; enum?: unknown[] }>;
        };
      };
      for (const schema of Object.values(components.schemas))
        expect(Object.keys(schema.properties ?? schema.enum ?? {}).length).toBeGreaterThan(0);
    });
  });

  describe('addresses', () => {
    it('should answer with and without the prefix, and with a trailing slash', async () => {
      for (const path of ['/downloads', '/api/v1/downloads', '/downloads/', '/api/v1/downloads/?limit=1']) {
        expect((await client.get(path)).status).toBe(200);
      }
    });

    it('should answer problems for what does not exist', async () => {
      const { status, headers, body } = await nobody.get('/nothing/here');
      expect(status).toBe(404);
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(body).toMatchObject({
        type: 'urn:classroom-downloader:error:request.not-found',
        status: 404,
        code: 'request.not-found',
      });
    });

    it('should lead from / to the dashboard', async () => {
      expect((await nobody.get('/')).headers.get('location')).toBe('/app/');
    });
  });

  describe('requests', () => {
    it('should carry a correlation id from the request through the job', async () => {
      const id = 'a-lesson-1';
      const asked = await client.post<{ id: string }>(
        '/downloads',
        { url: `${system.sandbox.origin}/media/mapa.mp4` },
        { 'x-correlation-id': id },
      );
      expect(asked.headers.get('x-correlation-id')).toBe(id);
      await client.ended(asked.body.id);
      for (const message of ['request', 'download completed'])
        await until(() =>
          system.log.lines.some(
            (line) => line.includes(`"correlation_id":"${id}"`) && line.includes(`"message":"${message}"`),
          ),
        );
    });

    it('should not take over a correlation id that could disturb a log', async () => {
      const answer = await nobody.call('/livez', { headers: { 'x-correlation-id': 'a b"c' } });
      expect(answer.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('should refuse bodies that are too large, of another type or not JSON', async () => {
      const headers = { authorization: `Bearer ${client.token}` };
      const send = (body: string, type: string) =>
        fetch(`${system.origin}/downloads`, {
          method: 'POST',
          body,
          headers: { ...headers, 'content-type': type },
        });
      expect((await send(JSON.stringify({ url: 'x'.repeat(1_100_000) }), 'application/json')).status).toBe(
        413,
      );
      expect((await send('<url/>', 'application/xml')).status).toBe(415);
      const broken = await send('{"url":', 'application/json');
      expect(broken.status).toBe(400);
      expect(await broken.json()).toMatchObject({ code: 'request.invalid' });
    });

    it("should let the school's own front ends call, and nobody else's", async () => {
      const ask = (origin: string) =>
        fetch(`${system.origin}/downloads`, {
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': 'GET' },
        });
      expect((await ask('https://portal.school.example')).headers.get('access-control-allow-origin')).toBe(
        'https://portal.school.example',
      );
      expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    });
  });

  describe('signing in', () => {
    it('should let the first admin in by e-mail address or user name', async () => {
      const { status, body } = await signIn();
      expect(status).toBe(200);
      expect(body).toMatchObject({
        token_type: 'bearer',
        expires_in: 1800,
        user: { email: ADMIN.email, tenant_id: 'school' },
      });
      expect((await nobody.post('/auth/login', { username: 'admin', password: ADMIN.password })).status).toBe(
        200,
      );
      expect((await new Client(system.origin, body.access_token).get('/downloads')).status).toBe(200);
    });

    it('should refuse a wrong password and an unknown name in the same words', async () => {
      const wrong = await nobody.post('/auth/login', { username: ADMIN.email, password: 'Wrong-password-1' });
      const unknown = await nobody.post('/auth/login', { username: 'nobody', password: 'Wrong-password-1' });
      expect(wrong.status).toBe(401);
      expect({ ...wrong.body, correlation_id: '' }).toEqual({ ...unknown.body, correlation_id: '' });
    });

    it.each(['', 'nonsense', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.', 'cdl_unknown-key-unknown-key'])(
      'should refuse the token “%s”',
      async (token) => {
        const answer = await new Client(system.origin, token).get('/downloads');
        expect(answer).toMatchObject({ status: 401, body: { code: 'request.unauthenticated' } });
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      },
    );

    it('should take the session cookie, but changes only from pages of ours', async () => {
      const { cookie } = await signIn();
      const call = (method: string, headers: Record<string, string> = {}) =>
        fetch(`${system.origin}/downloads/retry-failed`, { method, headers: { cookie, ...headers } });
      expect((await fetch(`${system.origin}/downloads`, { headers: { cookie } })).status).toBe(200);
      expect((await call('POST')).status).toBe(403);
      expect((await call('POST', { origin: 'https://evil.example' })).status).toBe(403);
      expect((await call('POST', { origin: 'https://portal.school.example' })).status).toBe(200);
      expect((await call('POST', { origin: system.origin })).status).toBe(200);
      expect((await call('POST', { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    });

    it('should open the queue dashboard to admins only', async () => {
      const { cookie } = await signIn();
      expect((await fetch(`${system.origin}/queues`)).status).toBe(401);
      expect((await client.get('/queues')).status).toBe(403);
      const board = await fetch(`${system.origin}/queues`, { headers: { cookie } });
      expect(board.status).toBe(200);
      const data = await fetch(`${system.origin}/queues/api/queues`, { headers: { cookie } });
      expect(
        ((await data.json()) as { queues: { name: string }[] }).queues.map(({ name }) => name).sort(),
      ).toEqual(['batches', 'courses', 'downloads', 'maintenance']);
      expect((await fetch(`${system.origin}/queues/api/queues`)).status).toBe(401);
      expect(
        (await fetch(`${system.origin}/queues/api/queues/`, { headers: { authorization: 'Bearer x' } }))
          .status,
      ).toBe(401);
    });
  });
});
