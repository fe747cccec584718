import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HttpStand } from '@app/testing/http-stand';
import { testSandbox } from '@app/testing/parts';
import { fetchingParts, type FetchingParts } from '../testing/fetching-parts';

const SRT = '1\n00:00:01,000 --> 00:00:02,000\nOlá, turma\n';
const MIB = 1024 * 1024;

describe('RF-007 captions of a hostile page, with the real yt-dlp', () => {
  let sandbox: Awaited<ReturnType<typeof testSandbox>>;
  let stand: HttpStand;
  let parts: FetchingParts;

  beforeAll(async () => {
    [sandbox, stand] = await Promise.all([testSandbox(), HttpStand.start()]);
  });

  afterAll(() => Promise.all([sandbox.close(), stand.close()]));

  beforeEach(async () => {
    stand.requests.length = 0;
    parts = await fetchingParts({ EGRESS_ALLOW: `${new URL(sandbox.origin).host},${stand.host}` });
  });

  afterEach(() => parts.close());

  /** A page with a short film and these tracks; what stands behind them is up to `bodies`. */
  function serve(
    tracks: [language: string, address: string][],
    bodies: Record<string, string | Buffer> = {},
  ) {
    const track = ([language, address]: [string, string]) =>
      `<track kind="subtitles" srclang="${language}" src="${address}">`;
    const video = `<video src="${sandbox.origin}/media/mapa.mp4">${tracks.map(track).join('')}</video>`;
    stand.answer = ({ url = '' }, response) => {
      if (url === '/page.html')
        return response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${video}</html>`);
      return response.writeHead(url in bodies ? 200 : 404).end(bodies[url]);
    };
  }

  async function captions(): Promise<Record<string, string>> {
    const { subtitles } = await parts.fetch(stand.url('/page.html'), { subtitleLanguages: ['pt', 'en'] });
    const texts = subtitles.map(
      async ({ language, path }) => [language, await readFile(path, 'utf8')] as const,
    );
    return Object.fromEntries(await Promise.all(texts));
  }

  it('should write SubRip as WebVTT itself', async () => {
    serve([['pt', stand.url('/pt.srt')]], { '/pt.srt': SRT });
    expect(await captions()).toEqual({
      pt: 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nOlá, turma\n',
    });
  });

  it('should not let a track lead to a file of this machine', async () => {
    const secret = join(parts.directory, 'secret.vtt');
    const list = `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile://${secret}\n#EXT-X-ENDLIST\n`;
    serve(
      [
        ['pt', `data:application/vnd.apple.mpegurl;base64,${Buffer.from(list).toString('base64')}`],
        ['pt-BR', `file://${secret}`],
        ['en', stand.url('/list.vtt')],
        ['en-US', stand.url('/away.vtt')],
      ],
      { '/list.vtt': list, '/away.vtt': `concat:${secret}` },
    );
    expect(await captions()).toEqual({});
  });

  it('should leave out what is too large, and keep the others', async () => {
    const large = Buffer.alloc(48 * MIB, 'x\n');
    serve(
      [
        ['pt', stand.url('/large.vtt')],
        ['en', stand.url('/en.srt')],
      ],
      { '/large.vtt': large, '/en.srt': SRT },
    );
    expect(Object.keys(await captions())).toEqual(['en']);
  });

  it('should keep ten tracks of three thousand', async () => {
    const tracks = Array.from({ length: 3_000 }, (_, index): [string, string] => [
      `pt-${String(index)}`,
      stand.url('/pt.srt'),
    ]);
    serve(tracks, { '/pt.srt': SRT });
    expect(Object.keys(await captions())).toHaveLength(10);
    expect(stand.requests.filter(({ url }) => url === '/pt.srt')).toHaveLength(10);
  });
});
