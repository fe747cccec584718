import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:tls';
import { gunzipSync } from 'node:zlib';
import { WebSocket } from 'ws';
import type { Client, DownloadBody } from '@app/testing/client';
import { Nginx } from '@app/testing/nginx';
import { ADMIN, TestSystem } from '@app/testing/system';

const GZIP = { 'accept-encoding': 'gzip' };

describe('RNF-007 https by nginx, as docker/nginx.conf sets it up', () => {
  let system: TestSystem;
  let client: Client;
  let nginx: Nginx;
  let bearer: Record<string, string>;
  let download: DownloadBody;

  beforeAll(async () => {
    system = await TestSystem.start({ env: { TRUSTED_PROXIES: '127.0.0.0/8' } });
    client = system.client();
    nginx = await Nginx.inFrontOf(new URL(system.origin).host);
    system.onClose(() => nginx.close());
    bearer = { authorization: `Bearer ${client.token}` };
    const { body } = await client.post<{ id: string }>('/downloads', {
      url: `${system.sandbox.origin}/media/museu.mp4`,
    });
    download = await client.ended(body.id);
  });

  afterAll(() => system.close());

  it('should lead plain http to https, which browsers are told to keep to', async () => {
    const plain = await fetch(`http://127.0.0.1:${String(nginx.httpPort)}/courses?state=ACTIVE`, {
      redirect: 'manual',
    });
    expect(plain.status).toBe(301);
    expect(plain.headers.get('location')).toMatch(/^https:\/\/127\.0\.0\.1.*\/courses\?state=ACTIVE$/);
    const { status, headers } = await nginx.get('/livez');
    expect(status).toBe(200);
    expect(headers['strict-transport-security']).toContain('max-age=31536000');
  });

  it('should compress the JSON of downloads and know it again by its entity tag', async () => {
    for (const path of ['/downloads', '/api/v1/downloads']) {
      const { headers, body } = await nginx.get(path, { ...bearer, ...GZIP });
      expect(headers).toMatchObject({
        'content-encoding': 'gzip',
        vary: expect.stringMatching(/accept-encoding/i) as string,
      });
      expect(JSON.parse(gunzipSync(body).toString())).toMatchObject({ total: 1 });
      const known = await nginx.get(path, { ...bearer, ...GZIP, 'if-none-match': headers.etag ?? '' });
      expect(known.status).toBe(304);
    }
    expect((await nginx.get('/downloads', bearer)).headers).not.toHaveProperty('content-encoding');
  });

  it('should compress no bytes of videos, whole or in part', async () => {
    const path = `/downloads/${download.id}/file`;
    const whole = await nginx.get(path, { ...bearer, ...GZIP });
    expect(whole.headers).not.toHaveProperty('content-encoding');
    expect(whole.body).toHaveLength(download.file_size_bytes ?? -1);
    const part = await nginx.get(path, { ...bearer, ...GZIP, range: 'bytes=10-5009' });
    expect(part.status).toBe(206);
    expect(part.body.equals(whole.body.subarray(10, 5010))).toBe(true);
  });

  it('should not compress answers that hold a secret', async () => {
    const signIn = JSON.stringify({ username: ADMIN.email, password: ADMIN.password });
    const headers = { ...GZIP, 'content-type': 'application/json' };
    const answer = await nginx.get('/auth/login', headers, 'POST', signIn);
    expect(JSON.parse(answer.body.toString())).toHaveProperty('access_token');
    expect(answer.headers).not.toHaveProperty('content-encoding');
    const link = await nginx.get('/credentials/connect', { ...bearer, ...headers }, 'POST', '{}');
    expect(JSON.parse(link.body.toString())).toHaveProperty('url');
    expect(link.headers).not.toHaveProperty('content-encoding');
  });

  it('should hand on events as they come, and WebSockets with their refusals', async () => {
    // The certificate is the test's own.
    const tls = { rejectUnauthorized: false };
    const origin = `wss://127.0.0.1:${String(nginx.httpsPort)}`;
    const socket = new WebSocket(`${origin}/ws/downloads/${download.id}`, { headers: bearer, ...tls });
    const [message] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(message.toString())).toMatchObject({
      type: 'download_update',
      data: { progress: 100 },
    });
    socket.terminate();
    const stranger = new WebSocket(`${origin}/ws/queue`, tls);
    const [, refusal] = (await once(stranger, 'unexpected-response')) as [unknown, IncomingMessage];
    expect(refusal.statusCode).toBe(401);
    refusal.resume();
    stranger.on('error', () => undefined).terminate();
    const url = `https://127.0.0.1:${String(nginx.httpsPort)}/downloads/queue/stream`;
    const [stream] = (await once(get(url, { headers: bearer, ...tls }), 'response')) as [IncomingMessage];
    const [first] = (await once(stream, 'data')) as [Buffer];
    expect(first.toString()).toContain('connection_established');
    const [second] = (await once(stream, 'data')) as [Buffer];
    expect(first.toString() + second.toString()).toContain('queue_update');
    stream.destroy();
  });

  it.each(['/metrics', '/api/v1/metrics'])('should keep %s for the inner network', async (path) => {
    expect((await nginx.get(path, bearer)).status).toBe(404);
  });
});

describe('what nginx hands over', () => {
  let behind: Server;
  let nginx: Nginx;
  const asked: Record<string, string | undefined>[] = [];

  beforeAll(async () => {
    behind = createServer((request, response) => {
      asked.push({
        url: request.url,
        upgrade: request.headers.upgrade,
        connection: request.headers.connection,
      });
      response.end('{}');
    });
    behind.on('upgrade', (request, socket) => {
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n${request.url ?? ''}`,
      );
      socket.pipe(socket);
    });
    await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
    nginx = await Nginx.inFrontOf(`127.0.0.1:${String((behind.address() as AddressInfo).port)}`);
  });

  afterAll(async () => {
    await nginx.close();
    behind.closeAllConnections();
    await new Promise((resolve) => behind.close(resolve));
  });

  it.each(['/ws/queue', '/api/v1/ws/downloads/1'])('should be a WebSocket at %s, both ways', async (path) => {
    expect(await upgraded(path, 'websocket')).toMatch(new RegExp(`^HTTP/1.1 101 [\\s\\S]*${path}hello$`));
  });

  it('should not be an upgrade to another protocol', async () => {
    expect(await upgraded('/downloads', 'h2c')).toMatch(/^HTTP\/1.1 200/);
    expect(asked.at(-1)).toEqual({ url: '/downloads', upgrade: undefined, connection: undefined });
  });

  function upgraded(path: string, protocol: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port: nginx.httpsPort, rejectUnauthorized: false });
      let text = '';
      const upgrade = `Upgrade: ${protocol}\r\nConnection: Upgrade\r\n`;
      const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n${upgrade}${key}\r\n`);
      let greeted = false;
      socket.on('error', reject);
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (!greeted && text.endsWith(path)) {
          greeted = true;
          socket.write('hello');
        }
        if (text.endsWith('hello') || text.endsWith('{}') || text.includes('\r\n0\r\n')) {
          socket.destroy();
          resolve(text);
        }
      });
    });
  }
});
