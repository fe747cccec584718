import { createHash } from 'node:crypto';
import dns, { type LookupAddress, type LookupOptions } from 'node:dns';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { DownloadBody } from '@app/testing/client';
import type { HttpStand } from '@app/testing/http-stand';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useStand } from '@app/testing/use-stand';
import { useSystem } from '@app/testing/use-system';

const MP4 = { 'content-type': 'video/mp4' };
const PAGE = '<!doctype html><title>Entrar</title><form>Sua senha, por favor</form>';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('RF-007 bad sources', () => {
  const stand = useStand();
  /** On this machine too, but nobody may go there. */
  const inward = useStand();
  const system = useSystem(() => ({
    allow: [stand.host, `videos.example:${portOf(stand)}`],
    env: { WORKER_MAX_RETRIES: '2', DOWNLOAD_TIMEOUT_SECONDS: '10' },
  }));
  const client = setUp(() => system.client());
  let films: [first: Buffer, second: Buffer];

  beforeAll(async () => {
    const film = (name: string) => readFile(system.sandbox.web.get(name) ?? '');
    films = [await film('aula-1.mp4'), await film('aula-2.mp4')];
  });

  afterEach(async () => {
    expect(inward.requests).toEqual([]);
    // Whatever a source does: nothing half done stays behind.
    await until(async () => (await readdir(join(system.directory, 'staging-0'))).length === 0);
  });

  async function ended(url: string): Promise<DownloadBody> {
    const { body } = await client.post<DownloadBody>('/downloads', { url });
    return client.ended(body.id);
  }

  /** What becomes of a video that is served like this. */
  async function served(answer: RequestListener, path = '/aula.mp4'): Promise<DownloadBody> {
    stand.answer = answer;
    return ended(stand.url(`${path}?${crypto.randomUUID()}`));
  }

  const whole = (body: Buffer | string, headers: Record<string, string | number> = {}): RequestListener => {
    return (_request, response) => response.writeHead(200, { ...MP4, ...headers }).end(body);
  };

  describe('bodies', () => {
    it.each([
      ['that says what it is', { 'content-type': 'text/html; charset=utf-8' }],
      ['that claims to be a video', MP4],
    ])('should not take a page for a video %s', async (_what, headers) => {
      const done = await served(whole(PAGE, headers));
      expect(done).toMatchObject({ status: 'failed', error_code: 'source.not-a-video', retry_count: 1 });
    });

    it('should not take nothing for a video', async () => {
      expect(await served(whole('', { 'content-length': 0 }))).toMatchObject({
        status: 'failed',
        error_code: 'source.not-a-video',
      });
    });

    it('should keep half a film that is all there is, and not take it for a film', async () => {
      const half = films[0].subarray(0, films[0].length / 2);
      expect(await served(whole(half))).toMatchObject({
        status: 'completed',
        warnings: [
          { code: 'source.partial', message: expect.stringContaining('ends in the middle') as string },
        ],
        retry_count: 1,
      });
    });

    it('should not keep a part that is another one every time', async () => {
      let length = films[0].length / 2;
      const shrinking: RequestListener = (request, response) =>
        whole(films[0].subarray(0, (length -= 10_000)))(request, response);
      expect(await served(shrinking)).toMatchObject({
        status: 'failed',
        error_code: 'source.incomplete',
        error_message: expect.stringContaining('ends in the middle') as string,
      });
    });

    it('should give up a source that always breaks off', async () => {
      const breakOff: RequestListener = (_request, response) => {
        response.writeHead(200, { ...MP4, 'content-length': films[0].length });
        response.write(films[0].subarray(0, 100_000), () => response.destroy());
      };
      expect(await served(breakOff)).toMatchObject({ status: 'failed', error_code: 'source.unreachable' });
    });

    it('should not believe a length that is too short', async () => {
      const short: RequestListener = (_request, response) => {
        response.strictContentLength = false;
        response.writeHead(200, { ...MP4, 'content-length': 300_000, connection: 'close' });
        response.end(films[0]);
      };
      expect(await served(short)).toMatchObject({ warnings: [{ code: 'source.partial' }] });
    });

    it('should end what never ends, and say what it was doing', async () => {
      const done = await served((_request, response) => {
        response.writeHead(200, MP4);
        const timer = setInterval(() => response.write(films[0].subarray(0, 1_000)), 100);
        response.on('close', () => clearInterval(timer));
      });
      expect(done).toMatchObject({
        status: 'failed',
        error_code: 'download.too-long',
        error_message: expect.stringContaining('while downloading') as string,
      });
    });
  });

  describe('a video that changes while it is fetched', () => {
    /** Breaks off in the first version and has the second one from then on. */
    function changing(then: (request: IncomingMessage, response: ServerResponse) => void): RequestListener {
      let asked = 0;
      return (request, response) => {
        asked += 1;
        if (asked > 1) {
          then(request, response);
          return;
        }
        response.writeHead(200, { ...MP4, etag: '"v1"', 'content-length': films[0].length });
        response.write(films[0].subarray(0, 500_000), () => response.destroy());
      };
    }

    it('should begin anew when the source says so', async () => {
      const done = await served(
        changing((_request, response) => {
          response.writeHead(200, { ...MP4, etag: '"v2"', 'content-length': films[1].length }).end(films[1]);
        }),
      );
      expect(done).toMatchObject({ status: 'completed', sha256: sha256(films[1]) });
      expect(stand.requests.at(-1)?.headers).toMatchObject({ 'if-range': '"v1"' });
    });

    it('should begin anew when the source does not notice', async () => {
      const [, second] = films;
      const done = await served(
        changing(({ headers }, response) => {
          const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
          const range = `bytes ${String(start)}-${String(second.length - 1)}/${String(second.length)}`;
          response.writeHead(start > 0 ? 206 : 200, { ...MP4, etag: '"v2"', 'content-range': range });
          response.end(second.subarray(start));
        }),
      );
      expect(done).toMatchObject({ status: 'completed', sha256: sha256(second) });
    });
  });

  describe('addresses that lead inward', () => {
    const forms = (port: string) => [
      `http://127.0.0.1:${port}/v.mp4`,
      `http://127.1:${port}/v.mp4`,
      `http://2130706433:${port}/v.mp4`,
      `http://0x7f000001:${port}/v.mp4`,
      `http://0177.0.0.1:${port}/v.mp4`,
      `http://[::1]:${port}/v.mp4`,
      `http://[::ffff:127.0.0.1]:${port}/v.mp4`,
      `http://[::ffff:7f00:1]:${port}/v.mp4`,
      `http://0.0.0.0:${port}/v.mp4`,
      `http://localhost:${port}/v.mp4`,
      'http://169.254.169.254/latest/meta-data/v.mp4',
      'http://10.0.0.1/v.mp4',
    ];

    it('should be refused when they are asked for', async () => {
      for (const url of forms(portOf(inward))) {
        const { status, body } = await client.post('/downloads', { url });
        expect({ url, status, code: body.code }).toEqual({ url, status: 422, code: 'egress.forbidden' });
      }
    });

    it('should be refused when a video redirects there', async () => {
      stand.answer = (request, response) => {
        const to = new URL(stand.url(request.url)).searchParams.get('to') ?? '';
        response.writeHead(302, { location: to }).end();
      };
      const urls = forms(portOf(inward)).map((to) => stand.url(`/v.mp4?to=${encodeURIComponent(to)}`));
      for (const done of await Promise.all(urls.map(ended)))
        expect(done).toMatchObject({ status: 'failed', error_code: 'egress.forbidden', retry_count: 1 });
    });

    it('should be refused when a page has its video there', async () => {
      const html = { 'content-type': 'text/html' };
      const done = await served(whole(`<video src="${inward.url('/v.mp4')}"></video>`, html), '/pagina.html');
      expect(done).toMatchObject({ status: 'failed', error_code: 'egress.forbidden' });
    });

    it('should not be followed in circles', async () => {
      const circle: RequestListener = (_request, response) =>
        response.writeHead(302, { location: stand.url('/round.mp4') }).end();
      expect(await served(circle)).toMatchObject({ status: 'failed', error_code: 'source.not-a-video' });
      expect(stand.requests.filter(({ url }) => url === '/round.mp4').length).toBeLessThanOrEqual(6);
    });

    describe('by name', () => {
      const names: Record<string, string[]> = {
        'inward.example': ['127.0.0.1'],
        'mixed.example': ['93.184.216.34', '10.0.0.1'],
        'six.example': ['::1'],
      };
      let lookup: jest.SpyInstance;

      beforeAll(() => {
        const real = dns.lookup as (...all: unknown[]) => void;
        lookup = jest.spyOn(dns, 'lookup').mockImplementation(((
          name: string,
          options: LookupOptions,
          callback: (error: null, found: LookupAddress[]) => void,
        ) => {
          const found = names[name]?.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
          if (found) callback(null, found);
          else real(name, options, callback);
        }) as never);
      });

      afterAll(() => lookup.mockRestore());

      it.each(Object.keys(names))('should be refused when %s is asked for', async (name) => {
        const { body } = await client.post('/downloads', { url: `http://${name}:${portOf(inward)}/v.mp4` });
        expect(body).toMatchObject({ status: 422, code: 'egress.forbidden' });
      });

      it.each(Object.keys(names))('should be refused when a video redirects to %s', async (name) => {
        const location = `http://${name}:${portOf(inward)}/v.mp4`;
        const done = await served((_request, response) => response.writeHead(302, { location }).end());
        expect(done).toMatchObject({ status: 'failed', error_code: 'egress.forbidden' });
      });
    });
  });
});

function portOf(stand: HttpStand): string {
  return new URL(stand.url()).port;
}
