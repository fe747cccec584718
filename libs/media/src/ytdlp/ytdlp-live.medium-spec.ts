import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PermanentError, SnoozeError } from '@app/kernel';
import { HttpStand } from '@app/testing/http-stand';
import { fetchingParts, type FetchingParts } from '../testing/fetching-parts';

const REAL_FFMPEG = process.env.FFMPEG_PATH ?? '/usr/bin/ffmpeg';
const HEAD = '#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:4\n';
const END = '#EXT-X-ENDLIST\n';
const PIECE = '#EXTINF:4,\n/piece.ts\n';
const HLS = 'application/vnd.apple.mpegurl';

/** What the stand answers: a body, or what the n-th request for it gets. */
type Page = string | ((request: number) => string);

describe('RF-007 live streams', () => {
  let stand: HttpStand;
  let parts: FetchingParts;

  beforeAll(async () => {
    stand = await HttpStand.start();
  });

  afterAll(() => stand.close());

  beforeEach(async () => {
    stand.requests.length = 0;
    parts = await fetchingParts({ EGRESS_ALLOW: stand.host });
    const script = `#!/bin/sh\ncase "$*" in *http*) echo "$*" >> '${started()}';; esac\nexec ${REAL_FFMPEG} "$@"\n`;
    await writeFile(ffmpeg(), script);
    await chmod(ffmpeg(), 0o755);
  });

  afterEach(() => parts.close());

  const ffmpeg = () => join(parts.directory, 'ffmpeg');
  const started = () => join(parts.directory, 'started');

  function serve(pages: Record<string, Page>): void {
    const asked = new Map<string, number>();
    stand.answer = ({ url = '' }, response) => {
      const page = pages[url];
      asked.set(url, (asked.get(url) ?? 0) + 1);
      if (url === '/piece.ts') return response.writeHead(200, { 'content-type': 'video/mp2t' }).end('G');
      if (page === undefined) return response.writeHead(404).end();
      const type = url.endsWith('.mpd') ? 'application/dash+xml' : HLS;
      const body = typeof page === 'string' ? page : page(asked.get(url) ?? 1);
      return response.writeHead(200, { 'content-type': type }).end(body);
    };
  }

  async function refused(path: string): Promise<unknown> {
    const fetching = parts.fetch(stand.url(path), { env: { FFMPEG_PATH: ffmpeg() } });
    const error = await fetching.then(
      () => 'fetched',
      (thrown: unknown) => thrown,
    );
    await expect(readFile(started(), 'utf8').catch(() => '')).resolves.toBe('');
    return error;
  }

  const variants = (...paths: string[]) =>
    '#EXTM3U\n' +
    paths
      .map((path, index) => `#EXT-X-STREAM-INF:BANDWIDTH=${String((index + 1) * 100_000)}\n${path}\n`)
      .join('');

  it.each<[string, string, Record<string, Page>]>([
    ['a stream without an end', '/live.m3u8', { '/live.m3u8': HEAD + PIECE }],
    [
      'a variant without an end behind one that has one',
      '/master.m3u8',
      {
        '/master.m3u8': variants('/low.m3u8', '/high.m3u8'),
        '/low.m3u8': HEAD + PIECE + END,
        '/high.m3u8': HEAD + PIECE,
      },
    ],
    [
      'a stream that loses its end after it was looked at',
      '/master.m3u8',
      {
        '/master.m3u8': variants('/low.m3u8'),
        '/low.m3u8': (request) => HEAD + PIECE + (request > 1 ? '' : END),
      },
    ],
    [
      'a DASH stream that goes on',
      '/live.mpd',
      {
        '/live.mpd':
          '<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="dynamic"><Period><AdaptationSet mimeType="video/mp4">' +
          '<Representation id="v" bandwidth="1000" codecs="avc1.4d401e"><BaseURL>/piece.ts</BaseURL></Representation>' +
          '</AdaptationSet></Period></MPD>',
      },
    ],
  ])('should refuse %s in words, and hand nothing of it to ffmpeg', async (_case, path, pages) => {
    serve(pages);
    const error = await refused(path);
    expect(error).toMatchObject({
      code: 'source.live',
      message: expect.stringContaining('live') as string,
    });
    expect(error).toBeInstanceOf(PermanentError);
  });

  it('should wait for the recording where the site says that it broadcasts', async () => {
    const script = `printf '@live {"live_status": "is_live", "extractor_key": "Youtube"}\\n'; sleep 3600`;
    const error = await parts.scripted(script).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SnoozeError);
    expect(error).toMatchObject({ code: 'source.live' });
  });

  it('should wait for a broadcast that has just ended', async () => {
    const script = `printf '@live {"live_status": "post_live", "extractor_key": "Youtube"}\\n'; sleep 3600`;
    await expect(parts.scripted(script)).rejects.toMatchObject({ code: 'source.not-begun' });
  });
});
