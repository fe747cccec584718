import { readFile, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { testSandbox } from '@app/testing/parts';
import { until } from '@app/testing/until';
import { useStand } from '@app/testing/use-stand';
import { type FetchingParts, fetchingParts } from '../testing/fetching-parts';
import { sendFile } from '../testing/served-file';

const CHUNK_BYTES = 32 * 1024;
const STOPPED = new Error('the worker ends');

describe('YtdlpFetcher after a run that did not end', () => {
  const stand = useStand();
  let sandbox: Awaited<ReturnType<typeof testSandbox>>;
  let parts: FetchingParts;
  let first: Buffer;
  let other: Buffer;
  let isHeld: boolean;

  beforeAll(async () => {
    sandbox = await testSandbox();
    [first, other] = await Promise.all([film('aula-1.mp4'), film('museu.mp4')]);
  });

  afterAll(() => sandbox.close());

  beforeEach(async () => {
    parts = await fetchingParts({ EGRESS_ALLOW: `${new URL(sandbox.origin).host},${stand.host}` });
  });

  afterEach(() => parts.close());

  const film = (name: string) => readFile(sandbox.web.get(name) ?? '');
  const half = (bytes: Buffer) => Math.floor(bytes.length / 2);

  /** Little by little: yt-dlp tells twice a second how far it is. */
  async function trickle(response: ServerResponse, bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length && !response.closed; at += CHUNK_BYTES) {
      response.write(bytes.subarray(at, at + CHUNK_BYTES));
      await sleep(50);
    }
  }

  /** A page with a film, of which only a half comes while it is held. @param size what the page says of it */
  function serve(bytes: () => Buffer, size?: () => number): void {
    const video = stand.url('/film.mp4');
    const said = () =>
      JSON.stringify({
        '@context': 'https://schema.org',
        '@type': 'VideoObject',
        name: 'Aula',
        contentUrl: video,
        contentSize: String(size?.()),
      });
    const page = () =>
      size ? `<script type="application/ld+json">${said()}</script>` : `<video src="${video}"></video>`;
    stand.answer = (request, response) => {
      if (request.url !== '/film.mp4') {
        response.writeHead(200, { 'content-type': 'text/html' }).end(`<html>${page()}</html>`);
      } else if (isHeld) {
        response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': bytes().length });
        void trickle(response, bytes().subarray(0, half(bytes())));
      } else sendFile(request, response, { bytes: bytes() });
    };
  }

  /** A run that is stopped as soon as there is something of the film. */
  async function stoppedRun(url: string): Promise<void> {
    const stop = new AbortController();
    const running = parts.fetch(url, { signal: stop.signal });
    const refused = expect(running).rejects.toBe(STOPPED);
    await until(() => parts.watcher.bytes > 0);
    stop.abort(STOPPED);
    await refused;
    isHeld = false;
    stand.requests.length = 0;
  }

  const ranges = () =>
    stand.requests.flatMap(({ url, headers }) => (url === '/film.mp4' ? (headers.range ?? []) : []));

  beforeEach(() => (isHeld = true));

  it('should go on where it stopped with a film of which the site says the size', async () => {
    const now = first;
    serve(
      () => now,
      () => now.length,
    );
    await stoppedRun(stand.url('/page'));
    const { path } = await parts.fetch(stand.url('/page'));
    expect((await readFile(path)).equals(first)).toBe(true);
    expect(ranges()).toContainEqual(expect.stringMatching(/^bytes=[1-9]/));
  });

  it('should begin anew with a film of another size than the site said before', async () => {
    let now = first;
    serve(
      () => now,
      () => now.length,
    );
    await stoppedRun(stand.url('/page'));
    now = other;
    const { path } = await parts.fetch(stand.url('/page'));
    expect((await readFile(path)).equals(other)).toBe(true);
    expect(ranges()).toEqual([]);
  });

  it('should have nothing twice of a film in pieces whose run was killed as it noted how far it was', async () => {
    const list = `${sandbox.origin}/media/debate-hls/index.m3u8`;
    const whole = await parts.fetch(list);
    const bytes = await readFile(whole.path);
    await rm(whole.path);
    await writeFile(`${whole.path}.part`, bytes.subarray(0, half(bytes)));
    await writeFile(`${whole.path}.ytdl`, '');
    const { path } = await parts.fetch(list);
    expect((await readFile(path)).length).toBe(bytes.length);
  });
});
