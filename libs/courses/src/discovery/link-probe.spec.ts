import { Readable } from 'node:stream';
import { EgressForbidden, type GuardedHttp, type GuardedRequest } from '@app/egress';
import { itAlwaysReturns } from '@app/testing/table';
import { LinkProbe } from './link-probe';
import { plainVideo } from './video-links';

const URL = 'https://escola.example/aula';

interface Answer {
  status?: number;
  type?: string;
  body?: Iterable<Buffer> | AsyncIterable<Buffer>;
}

describe(LinkProbe, () => {
  let body: Readable;

  function look({ status = 200, type, body: content = [] }: Answer, signal?: AbortSignal) {
    body = Readable.from(content);
    const headers = { 'content-type': type };
    const http = { request: () => Promise.resolve({ status, headers, body }) } as unknown as GuardedHttp;
    return new LinkProbe(http).probe(URL, signal);
  }

  /** And lets go of the answer. */
  async function lookAndClose(answer: Answer) {
    const found = await look(answer);
    expect(body.destroyed).toBe(true);
    return found;
  }

  function lookAtPage(html: string) {
    return lookAndClose({ type: 'text/html; charset=utf-8', body: [Buffer.from(html)] });
  }

  it.each(['video/mp4', 'Video/MP4; codecs="avc1"', 'video/quicktime', 'audio/mpeg'])(
    'should see a media file in %s',
    async (type) => {
      await expect(lookAndClose({ type })).resolves.toEqual(plainVideo('direct_link', URL));
    },
  );

  it.each([
    'application/vnd.apple.mpegurl',
    'application/x-mpegURL',
    'audio/mpegurl',
    'audio/x-mpegurl',
    'application/dash+xml',
  ])('should see a stream in pieces in %s', async (type) => {
    await expect(lookAndClose({ type })).resolves.toEqual(plainVideo('other', URL));
  });

  it.each([
    '<body><video src="/aula.mp4"></video></body>',
    '<VIDEO controls>',
    '<meta property="og:video" content="https://cdn.example/a.mp4">',
    "<meta property='og:video:url' content='x'>",
    '<meta name="twitter:player" content="https://cdn.example/p">',
    '<script type="application/ld+json">{"@type": "VideoObject"}</script>',
    '<script>player.load("https://cdn.example/live.m3u8?t=1")</script>',
    '<script>player.load("https://cdn.example/live.mpd")</script>',
  ])('should see a player in the page %s', async (html) => {
    await expect(lookAtPage(html)).resolves.toEqual(plainVideo('other', URL));
  });

  itAlwaysReturns('should see no player in the page %j', undefined, lookAtPage, [
    '<h1>Apostila de história</h1>',
    '<p>A palavra video não basta</p>',
    '<videogames>',
    '<meta property="og:image" content="x">',
    '',
  ]);

  it.each<[number, string | undefined]>([
    [404, 'text/html'],
    [403, 'video/mp4'],
    [302, 'video/mp4'],
    [200, 'application/pdf'],
    [200, 'application/json'],
    [200, 'image/gif'],
    [200, 'text/plain'],
    [200, 'application/octet-stream'],
    [200, undefined],
  ])('should see nothing in an answer %i of %s, and read none of it', async (status, type) => {
    await expect(lookAndClose({ status, type })).resolves.toBeUndefined();
  });

  it.each([429, 500, 503])('should not know what is there when the answer is %i', async (status) => {
    await expect(lookAndClose({ status, type: 'video/mp4' })).resolves.toBe('unanswered');
  });

  it('should see nothing at an address that may not be reached', async () => {
    const request = () => Promise.reject(new EgressForbidden('10.0.0.1'));
    await expect(new LinkProbe({ request } as unknown as GuardedHttp).probe(URL)).resolves.toBeUndefined();
  });

  it('should read only the beginning of a page that does not end', async () => {
    let chunks = 0;
    function* endless() {
      for (;;) {
        chunks += 1;
        yield Buffer.alloc(64 * 1024, 'x');
      }
    }
    await expect(lookAndClose({ type: 'text/html', body: endless() })).resolves.toBeUndefined();
    // 512 KiB, and what a stream reads ahead.
    expect(chunks).toBeLessThanOrEqual(8 + body.readableHighWaterMark);
  });

  it('should not know what is there when the connection breaks in the middle', async () => {
    async function* broken() {
      yield Buffer.from('<html>');
      throw await Promise.resolve(new Error('other side closed'));
    }
    await expect(look({ type: 'text/html', body: broken() })).resolves.toBe('unanswered');
  });

  it('should not know what is there where nobody answers, and ask with a limit', async () => {
    const asked: [string, GuardedRequest | undefined][] = [];
    const request = (url: string, options?: GuardedRequest) => {
      asked.push([url, options]);
      return Promise.reject(new Error('connect ECONNREFUSED'));
    };
    await expect(new LinkProbe({ request } as unknown as GuardedHttp).probe(URL)).resolves.toBe('unanswered');
    expect(asked).toEqual([[URL, { signal: expect.any(AbortSignal) as AbortSignal }]]);
  });

  it('should not take its own end for an answer', async () => {
    const reason = new Error('shutting down');
    const http = { request: () => Promise.reject(new Error('aborted')) } as unknown as GuardedHttp;
    await expect(new LinkProbe(http).probe(URL, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
