import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EgressForbidden, UrlNotUsable } from '@app/egress';
import { HttpStand } from '@app/testing/http-stand';
import { until } from '@app/testing/until';
import type { FetchedMedia } from '../fetching';
import { NeedsExtraction, SourceIncomplete, SourceRefused, SourceUnreachable } from '../media.errors';
import { DirectStand } from '../testing/direct-stand';
import type { RecordedWatcher } from '../testing/recorded-watcher';
import { sendFile, type ServedFile, someBytes } from '../testing/served-file';
import { DirectFetcher } from './direct-fetcher';
import { type DirectSource, plainLink } from './direct-source';

const MIB = 1024 * 1024;
const BYTES = someBytes(3 * MIB);
const OTHER = someBytes(3 * MIB, 5);
/** Nobody listens there. */
const CLOSED = '127.0.0.1:1';
/** What the first of two runs gets. */
const FIRST = MIB + 17;

const hash = (name: string, bytes: Buffer) => createHash(name).update(bytes).digest('hex');

describe(DirectFetcher, () => {
  let parts: DirectStand;
  let stand: HttpStand;
  let fetcher: DirectFetcher;
  let watcher: RecordedWatcher;
  let directory: DirectStand['directory'];
  let file: ServedFile;

  beforeEach(async () => {
    parts = await DirectStand.start(CLOSED);
    ({ source: stand, fetcher, watcher, directory } = parts);
    file = { bytes: BYTES, etag: '"v1"' };
    stand.answer = (request, response) => sendFile(request, response, file);
  });

  afterEach(() => parts.close());

  function fetch(
    source: Partial<DirectSource> = {},
    signal = new AbortController().signal,
  ): Promise<FetchedMedia> {
    const link = { ...plainLink(stand.url('/aula.mp4'), 'Aula 3'), ...source };
    return fetcher.fetch(link, { workDir: directory.path, signal, watcher });
  }

  const inDirectory = (name: string) => join(directory.path, name);
  const rangeOf = (index: number) => stand.requests.at(index)?.headers.range;

  async function expectFetched(media: FetchedMedia, bytes: Buffer): Promise<void> {
    expect(media).toMatchObject({ sizeBytes: bytes.length, sha256: hash('sha256', bytes) });
    expect((await readFile(media.path)).equals(bytes)).toBe(true);
  }

  /** A run that is stopped when exactly `FIRST` bytes are on disk. */
  async function interruptedRun(source: Partial<DirectSource> = {}): Promise<void> {
    const decent = stand.answer;
    stand.answer = (_request, response) => {
      const headers = { 'content-type': 'video/mp4', 'content-length': file.bytes.length };
      response.writeHead(200, { ...headers, ...(file.etag === undefined ? {} : { etag: file.etag }) });
      response.write(file.bytes.subarray(0, FIRST));
    };
    const stop = new AbortController();
    const run = fetch(source, stop.signal);
    await until(async () => (await stat(inDirectory('media.part')).catch(() => undefined))?.size === FIRST);
    stop.abort(new Error('the worker ends'));
    await expect(run).rejects.toThrow('the worker ends');
    stand.answer = decent;
    stand.requests.length = 0;
  }

  it('should fetch a whole file and hash it on the way', async () => {
    const media = await fetch();
    await expectFetched(media, BYTES);
    expect(media).toEqual({
      path: inDirectory('media.bin'),
      sizeBytes: BYTES.length,
      sha256: hash('sha256', BYTES),
      title: 'Aula 3',
      description: null,
      durationSeconds: null,
      thumbnailUrl: null,
      subtitles: [],
      sourceVersion: '"v1"',
      extractor: 'direct',
      verified: false,
      uploadDate: null,
      chapters: [],
      offered: [],
    });
    await expect(readdir(directory.path)).resolves.not.toContain('media.part');
    expect(stand.requests).toHaveLength(1);
    expect(stand.requests[0]?.headers).toMatchObject({ 'accept-encoding': 'identity' });
    expect(rangeOf(0)).toBeUndefined();
  });

  it('should tell of progress that rises up to the whole', async () => {
    await fetch();
    const bytes = watcher.said.map(({ downloadedBytes }) => downloadedBytes);
    expect(bytes).toEqual([...bytes].sort((left, right) => left - right));
    expect(bytes.length).toBeGreaterThan(1);
    expect(watcher.said.at(-1)).toMatchObject({ downloadedBytes: BYTES.length, totalBytes: BYTES.length });
    expect(watcher.phases).toEqual(['downloading']);
  });

  it('should fetch a file of a size that nobody tells', async () => {
    stand.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4' });
      response.write(BYTES.subarray(0, 100));
      response.end(BYTES.subarray(100));
    };
    await expectFetched(await fetch(), BYTES);
    expect(new Set(watcher.said.map(({ totalBytes }) => totalBytes))).toEqual(new Set([null]));
  });

  it('should go on where the run before stopped, on the condition that nothing changed', async () => {
    await interruptedRun();
    await expectFetched(await fetch(), BYTES);
    expect(stand.requests).toHaveLength(1);
    expect(stand.requests[0]?.headers).toMatchObject({
      range: `bytes=${String(FIRST)}-`,
      'if-range': '"v1"',
    });
    expect(watcher.said.at(-1)).toMatchObject({ downloadedBytes: BYTES.length, totalBytes: BYTES.length });
  });

  it('should start over when the source changed between two runs', async () => {
    await interruptedRun();
    file = { bytes: OTHER, etag: '"v2"' };
    const media = await fetch();
    await expectFetched(media, OTHER);
    expect(media.sourceVersion).toBe('"v2"');
  });

  it('should start over where the server knows nothing of ranges', async () => {
    await interruptedRun();
    file = { ...file, wholeOnly: true };
    await expectFetched(await fetch(), BYTES);
    expect(rangeOf(0)).toBe(`bytes=${String(FIRST)}-`);
  });

  it.each([['W/"v1"'], [undefined]])('should start over when the entity tag is %j', async (etag) => {
    file = { bytes: BYTES, etag };
    await interruptedRun();
    const media = await fetch();
    await expectFetched(media, BYTES);
    expect(media.sourceVersion).toBeNull();
    expect(rangeOf(0)).toBeUndefined();
  });

  it.each<[string, Partial<ServedFile>]>([
    ['another version that is sent regardless', { bytes: OTHER, etag: '"v2"', ignoresIfRange: true }],
    ['another size', { bytes: OTHER.subarray(0, 2 * MIB), ignoresIfRange: true }],
    ['fewer bytes than are on disk', { bytes: OTHER.subarray(0, 1_000), ignoresIfRange: true }],
  ])('should throw away what does not fit to %s, and be right the next time', async (_case, change) => {
    await interruptedRun();
    file = { ...file, ...change };
    await expect(fetch()).rejects.toBeInstanceOf(SourceIncomplete);
    await expect(readdir(directory.path)).resolves.toEqual([]);
    await expectFetched(await fetch(), file.bytes);
  });

  it('should not glue another part to what it has', async () => {
    await interruptedRun();
    const decent = stand.answer;
    stand.answer = (_request, response) => {
      const range = `bytes 0-${String(BYTES.length - 1)}/${String(BYTES.length)}`;
      response
        .writeHead(206, { 'content-type': 'video/mp4', 'content-range': range, etag: '"v1"' })
        .end(BYTES);
    };
    await expect(fetch()).rejects.toBeInstanceOf(SourceIncomplete);
    stand.answer = decent;
    await expectFetched(await fetch(), BYTES);
  });

  it('should not take a part for the whole when it asked for the whole', async () => {
    stand.answer = (_request, response) => {
      const headers = { 'content-type': 'video/mp4', 'content-range': 'bytes 0-9/100' };
      response.writeHead(206, headers).end(BYTES.subarray(0, 10));
    };
    await expect(fetch()).rejects.toBeInstanceOf(SourceIncomplete);
  });

  it('should ask again for what a server that sends little at once leaves out', async () => {
    await interruptedRun();
    file = { ...file, mostBytes: MIB };
    await expectFetched(await fetch(), BYTES);
    expect(stand.requests.map(({ headers }) => headers.range)).toEqual([
      `bytes=${String(FIRST)}-`,
      `bytes=${String(FIRST + MIB)}-`,
    ]);
  });

  it('should need no request for a file that was already there', async () => {
    await writeFile(inDirectory('media.part'), BYTES);
    await writeFile(
      inDirectory('media.part.json'),
      JSON.stringify({ version: '"v1"', totalBytes: BYTES.length }),
    );
    await expectFetched(await fetch(), BYTES);
    expect(stand.requests).toEqual([]);
  });

  it.each([['text/html; charset=utf-8'], ['application/vnd.apple.mpegurl'], ['application/json'], ['']])(
    'should leave what comes as %j to the other fetcher, and leave nothing behind',
    async (type) => {
      file = { ...file, type };
      await expect(fetch()).rejects.toBeInstanceOf(NeedsExtraction);
      await expect(readdir(directory.path)).resolves.toEqual([]);
      expect(watcher.phases).toEqual([]);
    },
  );

  it.each([
    [404, 'source.removed'],
    [410, 'source.removed'],
    [401, 'source.login-required'],
    [403, 'source.expired'],
    [429, 'source.rate-limited'],
    [500, 'source.unreachable'],
    // Who says when to come back is busy, not broken.
    [503, 'source.rate-limited'],
    [400, 'source.not-a-video'],
  ])('should answer status %i with %s', async (status, code) => {
    stand.answer = (_request, response) => response.writeHead(status, { 'retry-after': '7' }).end('no');
    await expect(fetch()).rejects.toMatchObject({ code });
    expect(stand.requests).toHaveLength(1);
    if (status === 429) await expect(fetch()).rejects.toMatchObject({ delayMs: 7_000 });
  });

  it('should find nobody at a closed door', async () => {
    const link = plainLink(`http://${CLOSED}/aula.mp4`, null);
    await expect(fetch(link)).rejects.toBeInstanceOf(SourceUnreachable);
  });

  it('should not be led inward, and leave nothing behind', async () => {
    const inner = await HttpStand.start();
    try {
      await expect(fetch(plainLink(inner.url('/a.mp4'), null))).rejects.toBeInstanceOf(EgressForbidden);
      stand.answer = (_request, response) => response.writeHead(302, { location: inner.url('/a.mp4') }).end();
      await expect(fetch()).rejects.toBeInstanceOf(EgressForbidden);
      stand.answer = (_request, response) =>
        response.writeHead(302, { location: 'file:///etc/passwd' }).end();
      await expect(fetch()).rejects.toBeInstanceOf(UrlNotUsable);
      expect(inner.requests).toEqual([]);
    } finally {
      await inner.close();
    }
    await expect(readdir(directory.path)).resolves.toEqual([]);
  });

  describe('from Drive', () => {
    /** A file whose revision, size and checksum are known before the run. */
    const pinned = (bytes: Buffer, version = 'r1'): Partial<DirectSource> => ({
      mustBeMedia: false,
      renewable: true,
      version,
      sizeBytes: bytes.length,
      md5: hash('md5', bytes),
      durationSeconds: 60,
      refusal: (response) => Promise.resolve(new SourceRefused('drive.forbidden', String(response.status))),
    });

    beforeEach(() => {
      file = { bytes: BYTES, type: 'text/plain' };
    });

    it('should fetch what is promised, whatever its type is called', async () => {
      const media = await fetch(pinned(BYTES));
      await expectFetched(media, BYTES);
      expect(media).toMatchObject({ sourceVersion: 'r1', durationSeconds: 60 });
    });

    it.each([7, -7])('should let the checksum decide where the size is wrong by %i', async (wrong) => {
      const source = { ...pinned(BYTES), sizeBytes: BYTES.length + wrong };
      const media = await fetch(source);
      await expectFetched(media, BYTES);
      expect(media.verified).toBe(true);
    });

    it('should go on by the revision, without If-Range, which Drive does not promise', async () => {
      await interruptedRun(pinned(BYTES));
      await expectFetched(await fetch(pinned(BYTES)), BYTES);
      expect(rangeOf(0)).toBe(`bytes=${String(FIRST)}-`);
      expect(stand.requests[0]?.headers).not.toHaveProperty('if-range');
    });

    it('should start over when there is a new revision', async () => {
      await interruptedRun(pinned(BYTES));
      file = { ...file, bytes: OTHER };
      await expectFetched(await fetch(pinned(OTHER, 'r2')), OTHER);
      expect(rangeOf(0)).toBeUndefined();
    });

    it.each<[string, Buffer]>([
      ['size', BYTES.subarray(0, 2 * MIB)],
      ['checksum', OTHER],
    ])('should throw away what does not have the promised %s', async (_what, sent) => {
      file = { ...file, bytes: sent };
      await expect(fetch(pinned(BYTES))).rejects.toBeInstanceOf(SourceIncomplete);
      await expect(readdir(directory.path)).resolves.toEqual([]);
    });

    it('should notice a mixture of two revisions by the checksum', async () => {
      await interruptedRun(pinned(BYTES));
      file = { ...file, bytes: OTHER };
      await expect(fetch(pinned(BYTES))).rejects.toBeInstanceOf(SourceIncomplete);
      await expect(readdir(directory.path)).resolves.toEqual([]);
    });

    it('should ask for another address once after a 401', async () => {
      const asked: boolean[] = [];
      const locate = (renew: boolean) => {
        asked.push(renew);
        const headers = { authorization: renew ? 'Bearer fresh' : 'Bearer stale' };
        return Promise.resolve({ url: stand.url(), headers });
      };
      stand.answer = (request, response) => {
        if (request.headers.authorization === 'Bearer fresh') sendFile(request, response, file);
        else response.writeHead(401).end('{"error": "expired"}');
      };
      await expectFetched(await fetch({ ...pinned(BYTES), locate }), BYTES);
      expect(asked).toEqual([false, true]);
    });

    it('should give up after a second 401, in the words of the source', async () => {
      stand.answer = (_request, response) => response.writeHead(401).end();
      await expect(fetch(pinned(BYTES))).rejects.toMatchObject({ code: 'drive.forbidden', message: '401' });
      expect(stand.requests).toHaveLength(2);
    });

    it('should need no other permission for an origin that our configuration names', async () => {
      const inner = await HttpStand.start((request, response) => sendFile(request, response, file));
      try {
        const trustedOrigin = new URL(inner.url()).origin;
        const locate = () => Promise.resolve({ url: inner.url(), headers: {}, trustedOrigin });
        await expectFetched(await fetch({ ...pinned(BYTES), locate }), BYTES);
      } finally {
        await inner.close();
      }
    });
  });
});
