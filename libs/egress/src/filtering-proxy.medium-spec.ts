import { once } from 'node:events';
import { createServer, type IncomingMessage, request as httpRequest, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createSocketServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { NodeProcessRunner } from '@app/process';
import { Server as ProxyServer } from 'proxy-chain';
import { testConfig } from '@app/testing/test-config';
import { until } from '@app/testing/until';
import { EgressPolicy } from './egress-policy';
import { FilteringProxy } from './filtering-proxy';

jest.mock('node:dns', () => jest.requireActual<object>('./testing/named-hosts'));

interface Reply {
  status: number | undefined;
  words: string | undefined;
  body: string;
}

const INWARD = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '[::1]',
  '[::ffff:127.0.0.1]',
  'localhost',
  'inward.example',
  'mixed.example',
];

/** In this process. */
function openSockets(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
}

describe(FilteringProxy, () => {
  let target: Server;
  let port: number;
  let reached: number;
  const proxies: FilteringProxy[] = [];

  beforeEach(async () => {
    reached = 0;
    target = createServer((request, response) => {
      response.setHeader('x-seen-auth', String('proxy-authorization' in request.headers));
      response.end(`hello from ${String(request.url)}`);
    });
    target.on('connection', () => (reached += 1));
    target.listen(0, '127.0.0.1');
    await once(target, 'listening');
    ({ port } = target.address() as AddressInfo);
  });

  afterEach(async () => {
    await Promise.all(proxies.splice(0).map((proxy) => proxy.onApplicationShutdown()));
    target.close();
    target.closeAllConnections();
  });

  /** The address of a proxy that lets these destinations pass. */
  async function proxyAllowing(...allowances: string[]): Promise<URL> {
    const proxy = new FilteringProxy(new EgressPolicy(testConfig({ EGRESS_ALLOW: allowances.join(',') })));
    proxies.push(proxy);
    return new URL((await proxy.address()).url);
  }

  function credentials(proxy: URL): Record<string, string> {
    if (proxy.username === '') return {};
    const pair = Buffer.from(`${proxy.username}:${proxy.password}`).toString('base64');
    return { 'proxy-authorization': `Basic ${pair}` };
  }

  /** A plain request, as a proxy is sent one. */
  async function get(proxy: URL, host: string, path = '/video'): Promise<Reply & { seenAuth: unknown }> {
    const url = `http://${host}:${String(port)}${path}`;
    const headers = { host: `${host}:${String(port)}`, ...credentials(proxy) };
    const request = httpRequest({
      host: '127.0.0.1',
      port: proxy.port,
      path: url,
      headers,
      agent: false,
    }).end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const seenAuth = response.headers['x-seen-auth'];
    return {
      status: response.statusCode,
      words: response.statusMessage,
      body: await text(response),
      seenAuth,
    };
  }

  /** A tunnel, as for https. */
  async function openTunnel(proxy: URL, host: string): Promise<[IncomingMessage, Socket]> {
    const path = `${host}:${String(port)}`;
    const options = {
      host: '127.0.0.1',
      port: proxy.port,
      method: 'CONNECT',
      path,
      headers: credentials(proxy),
    };
    const request = httpRequest({ ...options, agent: false }).end();
    return (await once(request, 'connect')) as [IncomingMessage, Socket];
  }

  /** When there is one, a request through it. */
  async function tunnel(proxy: URL, host: string): Promise<Reply> {
    const [response, socket] = await openTunnel(proxy, host);
    const { statusCode: status, statusMessage: words } = response;
    if (status !== 200) {
      socket.destroy();
      return { status, words, body: '' };
    }
    socket.write(`GET /tunnel HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    return { status, words, body: await text(socket) };
  }

  it('should listen on this machine only, with a password of its own', async () => {
    const [first, second] = await Promise.all([proxyAllowing(), proxyAllowing()]);
    for (const proxy of [first, second]) {
      expect(proxy.hostname).toBe('127.0.0.1');
      expect(proxy.username).toBe('worker');
      expect(Buffer.from(proxy.password, 'base64url')).toHaveLength(18);
    }
    expect(first.password).not.toBe(second.password);
    expect(first.port).not.toBe(second.port);
  });

  it('should be started once, whoever asks for it', async () => {
    const proxy = new FilteringProxy(new EgressPolicy(testConfig()));
    proxies.push(proxy);
    const addresses = await Promise.all([proxy.address(), proxy.address()]);
    expect(addresses).toEqual([await proxy.address(), await proxy.address()]);
  });

  it('should let an allowed destination pass, and keep its password to itself', async () => {
    const proxy = await proxyAllowing(`127.0.0.1:${String(port)}`);
    expect(await get(proxy, '127.0.0.1')).toMatchObject({
      status: 200,
      body: 'hello from /video',
      seenAuth: 'false',
    });
    const through = await tunnel(proxy, '127.0.0.1');
    expect(through.status).toBe(200);
    expect(through.body).toContain('hello from /tunnel');
  });

  it('should let an allowed name pass', async () => {
    const proxy = await proxyAllowing(`school.example:${String(port)}`);
    expect(await get(proxy, 'school.example')).toMatchObject({ status: 200, body: 'hello from /video' });
    expect((await tunnel(proxy, 'school.example')).body).toContain('hello from /tunnel');
    expect((await get(proxy, 'inward.example')).status).toBe(470);
  });

  it.each([
    ['no password', (proxy: URL) => new URL(`http://127.0.0.1:${proxy.port}`)],
    ['another password', (proxy: URL) => new URL(`http://worker:guess@127.0.0.1:${proxy.port}`)],
    ['another user', (proxy: URL) => new URL(`http://root:${proxy.password}@127.0.0.1:${proxy.port}`)],
  ])('should serve nobody with %s', async (_, as) => {
    const stranger = as(await proxyAllowing(`127.0.0.1:${String(port)}`));
    expect((await get(stranger, '127.0.0.1')).status).toBe(407);
    expect((await tunnel(stranger, '127.0.0.1')).status).toBe(407);
    expect(reached).toBe(0);
  });

  it.each(INWARD)('should refuse %s, and say why', async (host) => {
    const proxy = await proxyAllowing();
    expect(await get(proxy, host)).toMatchObject({ status: 470, words: 'egress.forbidden' });
    expect(await tunnel(proxy, host)).toMatchObject({ status: 470, words: 'egress.forbidden' });
    expect(reached).toBe(0);
  });

  it('should refuse another port than the allowed one', async () => {
    const proxy = await proxyAllowing(`127.0.0.1:${String(port + 1)}`, `school.example:${String(port + 1)}`);
    for (const host of ['127.0.0.1', 'school.example']) {
      expect((await get(proxy, host)).status).toBe(470);
      expect((await tunnel(proxy, host)).status).toBe(470);
    }
    expect(reached).toBe(0);
  });

  it.each(['http', 'https'])('should have its reason shown by yt-dlp: %s', async (scheme) => {
    const proxy = await proxyAllowing();
    const url = `${scheme}://inward.example:${String(port)}/video`;
    const args = ['--ignore-config', '--no-cache-dir', '--proxy', proxy.href, url];
    const running = new NodeProcessRunner().run({ command: process.env.YTDLP_PATH ?? 'yt-dlp', args });
    await expect(running).rejects.toMatchObject({
      failure: { stderrTail: expect.stringContaining('egress.forbidden') as string },
    });
    expect(reached).toBe(0);
  });

  it('should say of an unknown name what the network says', async () => {
    const proxy = await proxyAllowing();
    expect((await get(proxy, 'unknown.example')).status).toBe(404);
  });

  it('should keep no connection to a destination that neither speaks nor hangs up, when its client has gone', async () => {
    const tarpit = createSocketServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
    await once(tarpit, 'listening');
    ({ port } = tarpit.address() as AddressInfo);
    const proxy = await proxyAllowing(`127.0.0.1:${String(port)}`);
    const met = once(tarpit, 'connection') as Promise<[Socket]>;
    const before = openSockets();
    const [, client] = await openTunnel(proxy, '127.0.0.1');
    const [far] = await met;
    client.destroy();
    try {
      // The tarpit's own end is left.
      await until(() => openSockets() <= before + 1);
    } finally {
      far.destroy();
      tarpit.close();
    }
  });

  it('should end with the application, also what still runs', async () => {
    const proxy = await proxyAllowing();
    const socket = connect(Number(proxy.port), '127.0.0.1');
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    await proxies[0]?.onApplicationShutdown();
    await closed;
    const late = connect(Number(proxy.port), '127.0.0.1');
    await expect(once(late, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('should need no end when it never began', async () => {
    const proxy = new FilteringProxy(new EgressPolicy(testConfig()));
    await expect(proxy.onApplicationShutdown()).resolves.toBeUndefined();
  });

  it('should start at the next attempt when one failed', async () => {
    const listen = jest.spyOn(ProxyServer.prototype, 'listen').mockRejectedValueOnce(new Error('EMFILE'));
    const proxy = new FilteringProxy(new EgressPolicy(testConfig()));
    proxies.push(proxy);
    await expect(proxy.address()).rejects.toThrow('EMFILE');
    await expect(proxy.address()).resolves.toMatchObject({ port: expect.any(Number) as number });
    listen.mockRestore();
  });
});
