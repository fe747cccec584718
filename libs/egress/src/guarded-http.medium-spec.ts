import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { HttpStand } from '@app/testing/http-stand';
import { testConfig } from '@app/testing/test-config';
import { until } from '@app/testing/until';
import { EgressForbidden, UrlNotUsable } from './egress.errors';
import { EgressPolicy } from './egress-policy';
import { GuardedHttp, type GuardedRequest } from './guarded-http';

jest.mock('node:dns', () => jest.requireActual<object>('./testing/named-hosts'));

/** Sends who asks elsewhere; where there is no way on is the end. */
function redirects(to: (path: string) => string, status = 302): RequestListener {
  return (request, response) => {
    const location = to(request.url ?? '');
    if (location === '') response.end('the end');
    else response.writeHead(status, { location }).end('elsewhere');
  };
}

function originOf(stand: HttpStand): string {
  return `http://${stand.host}`;
}

function portOf(stand: HttpStand): string {
  return new URL(stand.url()).port;
}

const hello: RequestListener = (_, response) => response.end('hello');

describe(GuardedHttp, () => {
  let site: HttpStand;
  let other: HttpStand;
  const clients: GuardedHttp[] = [];

  beforeEach(async () => {
    site = await HttpStand.start(hello);
    other = await HttpStand.start(hello);
  });

  afterEach(async () => {
    await site.close();
    await other.close();
    await Promise.all(clients.splice(0).map((client) => client.onApplicationShutdown()));
  });

  function clientAllowing(...allowances: string[]): GuardedHttp {
    const client = new GuardedHttp(new EgressPolicy(testConfig({ EGRESS_ALLOW: allowances.join(',') })));
    clients.push(client);
    return client;
  }

  /** A client that may reach the first site and not the other one. */
  function client(): GuardedHttp {
    return clientAllowing(site.host);
  }

  function named(host: string, of = site): string {
    return `http://${host}:${portOf(of)}`;
  }

  it('should fetch what is allowed', async () => {
    const { status, headers, body, url } = await client().request(site.url('/video?x=1'));
    expect({ status, url: url.href, body: await text(body) }).toEqual({
      status: 200,
      url: site.url('/video?x=1'),
      body: 'hello',
    });
    expect(headers).toHaveProperty('content-length', '5');
    expect(site.requests[0]?.headers).toMatchObject({ 'user-agent': 'ClassroomDownloader', accept: '*/*' });
  });

  it('should ask for the head only, and send what it is told to', async () => {
    const headers = { 'user-agent': 'Another', range: 'bytes=0-9' };
    const { status, body } = await client().request(site.url(), { method: 'HEAD', headers });
    expect([status, await text(body)]).toEqual([200, '']);
    expect(site.requests[0]).toMatchObject({ method: 'HEAD', headers });
  });

  it('should answer an error of the site as it is', async () => {
    site.answer = (_, response) => response.writeHead(404).end('gone');
    const { status, body } = await client().request(site.url());
    expect([status, await text(body)]).toEqual([404, 'gone']);
  });

  describe('inward', () => {
    it.each([
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0x7f000001',
      '[::ffff:127.0.0.1]',
      'localhost',
      'x.localhost',
    ])('should not reach http://%s', async (host) => {
      await expect(clientAllowing().request(named(host))).rejects.toThrow(EgressForbidden);
      expect(site.requests).toHaveLength(0);
    });

    it.each(['inward.example', 'mixed.example'])(
      'should not reach a name that leads inward: %s',
      async (host) => {
        const refused = clientAllowing().request(named(host));
        await expect(refused).rejects.toThrow(EgressForbidden);
        await expect(refused).rejects.toMatchObject({ code: 'egress.forbidden', details: { host } });
        expect(site.requests).toHaveLength(0);
      },
    );

    it('should not reach it by https either', async () => {
      const refused = clientAllowing().request(`https://inward.example:${portOf(site)}`);
      await expect(refused).rejects.toThrow(EgressForbidden);
    });

    it('should check an address once more when it connects', async () => {
      const guarded = clientAllowing();
      jest.spyOn(EgressPolicy.prototype, 'checkUrl').mockImplementation((url) => new URL(url));
      try {
        for (const host of ['127.0.0.1', '[::1]'])
          await expect(guarded.request(named(host))).rejects.toThrow(EgressForbidden);
      } finally {
        jest.restoreAllMocks();
      }
      expect(site.requests).toHaveLength(0);
    });

    it('should reach a name that is allowed at that port only', async () => {
      const allowing = clientAllowing(`school.example:${portOf(site)}`);
      expect((await allowing.request(named('school.example'))).status).toBe(200);
      await expect(allowing.request(named('school.example', other))).rejects.toThrow(EgressForbidden);
      await expect(allowing.request(named('inward.example'))).rejects.toThrow(EgressForbidden);
      expect(other.requests).toHaveLength(0);
    });

    it('should tell of a name that is unknown, and of a port that is closed, as the network does', async () => {
      await expect(client().request('http://unknown.example')).rejects.toMatchObject({
        code: 'ENOTFOUND',
        host: 'unknown.example',
      });
      const allowed = clientAllowing('127.0.0.1:1');
      await expect(allowed.request('http://127.0.0.1:1')).rejects.toMatchObject({
        code: 'ECONNREFUSED',
        host: '127.0.0.1:1',
      });
    });

    it('should not use what is no web address', async () => {
      await expect(client().request('file:///etc/passwd')).rejects.toThrow(UrlNotUsable);
    });
  });

  describe('redirects', () => {
    it.each([301, 302, 303, 307, 308])('should be followed for %d', async (status) => {
      site.answer = redirects((path) => (path === '/end' ? '' : '/end'), status);
      const { url, body } = await client().request(site.url('/begin'));
      expect([url.href, await text(body)]).toEqual([site.url('/end'), 'the end']);
    });

    it('should lead to where one starts from when they are relative', async () => {
      const ways: Record<string, string> = {
        '/a/b': 'c?x=1',
        '/a/c?x=1': '../d',
        '/d': '?y=2',
        '/d?y=2': '',
      };
      site.answer = redirects((path) => ways[path] ?? '/lost');
      expect((await client().request(site.url('/a/b'))).url.href).toBe(site.url('/d?y=2'));
    });

    it('should end after five', async () => {
      site.answer = redirects((path) => `/${String(Number(path.slice(1)) + 1)}`);
      const { status, url } = await client().request(site.url('/0'));
      expect([status, url.pathname]).toEqual([302, '/5']);
      expect(site.requests).toHaveLength(6);
    });

    it.each([
      ['another port of this machine', () => other.url()],
      ['another spelling of it', () => named('127.1', other)],
      ['its name', () => named('localhost', other)],
      ['a name that leads inward', () => named('inward.example', other)],
      ['the metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
      ['the same without a scheme', () => `//127.0.0.1:${portOf(other)}/`],
    ])('should not lead to %s', async (_, location) => {
      site.answer = redirects(location);
      await expect(client().request(site.url())).rejects.toThrow(EgressForbidden);
      expect([site.requests.length, other.requests.length]).toEqual([1, 0]);
    });

    it.each([
      'file:///etc/passwd',
      'ftp://example.com/',
      'http://u:p@example.com/',
      'http://',
      'http://[x]/',
    ])('should not lead to %s', async (location) => {
      site.answer = redirects(() => location);
      await expect(client().request(site.url())).rejects.toThrow(UrlNotUsable);
    });

    it.each([
      ['300, which leaves the choice', 300, '/elsewhere'],
      ['304', 304, '/elsewhere'],
      ['302 without a place', 302, undefined],
    ])('should not be seen in %s', async (_, status, location) => {
      site.answer = (_request, response) => response.writeHead(status, location ? { location } : {}).end();
      expect((await client().request(site.url())).status).toBe(status);
      expect(site.requests).toHaveLength(1);
    });

    it('should carry credentials within one origin, and never to another, not even by a way back', async () => {
      const both = clientAllowing(site.host, other.host);
      site.answer = redirects((path) => ({ '/1': '/2', '/2': other.url('/3') })[path] ?? '');
      other.answer = redirects(() => site.url('/4'));
      const secrets = { Authorization: 'Bearer x', Cookie: 'a=b', 'X-Goog-Drive-Resource-Keys': 'id/key' };
      await both.request(site.url('/1'), { headers: { ...secrets, Range: 'bytes=0-' } });
      const asked = [...site.requests.slice(0, 2), ...other.requests, ...site.requests.slice(2)];
      const kept = asked.map(({ url, headers }) => {
        const names = ['authorization', 'cookie', 'x-goog-drive-resource-keys', 'range'];
        return [url, names.filter((name) => name in headers).length];
      });
      expect(kept).toEqual([
        ['/1', 4],
        ['/2', 4],
        ['/3', 1],
        ['/4', 1],
      ]);
    });
  });

  describe('a trusted origin', () => {
    it('should be reached although it is not public', async () => {
      const { status } = await clientAllowing().request(site.url('/x'), { trustedOrigin: originOf(site) });
      expect(status).toBe(200);
    });

    it('should redirect within itself', async () => {
      site.answer = redirects((path) => (path === '/end' ? '' : '/end'));
      const { url } = await clientAllowing().request(site.url(), { trustedOrigin: originOf(site) });
      expect(url.pathname).toBe('/end');
    });

    it('should not open the way to anywhere else', async () => {
      const options: GuardedRequest = { trustedOrigin: originOf(site) };
      await expect(clientAllowing().request(other.url(), options)).rejects.toThrow(EgressForbidden);
      for (const location of [other.url(), named('localhost'), named('inward.example', other)]) {
        site.answer = redirects(() => location);
        await expect(clientAllowing().request(site.url(), options)).rejects.toThrow(EgressForbidden);
      }
      expect([site.requests.length, other.requests.length]).toEqual([3, 0]);
    });
  });

  describe('time-outs', () => {
    it('should end when the signal aborts, before and during the answer', async () => {
      const stop = new AbortController();
      site.answer = () => undefined;
      const waiting = client().request(site.url(), { signal: stop.signal });
      const ended = expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
      await until(() => site.requests.length === 1);
      stop.abort();
      await ended;

      const during = new AbortController();
      site.answer = (_, response) => response.writeHead(200).write('a part');
      const { body } = await client().request(site.url(), { signal: during.signal });
      during.abort();
      await expect(text(body)).rejects.toMatchObject({ name: 'AbortError' });
    });

    it('should not wait for ever for an answer to begin', async () => {
      site.answer = () => undefined;
      const waiting = client().request(site.url(), { headersTimeoutMs: 100 });
      await expect(waiting).rejects.toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' });
    });

    it('should tell who reads the body that the site broke off', async () => {
      site.answer = (_, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('a part', () => response.destroy());
      };
      const { body } = await client().request(site.url());
      await expect(text(body)).rejects.toThrow();
    });

    it('should survive a body that nobody reads when the site breaks off', async () => {
      site.answer = (_, response) => response.writeHead(200, { 'content-length': '100' }).write('a part');
      const { body } = await client().request(site.url());
      await site.close();
      await until(() => body.destroyed);
    });
  });
});
