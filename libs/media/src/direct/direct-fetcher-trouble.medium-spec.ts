import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, stat, symlink } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { SnoozeError } from '@app/kernel';
import type { HttpStand } from '@app/testing/http-stand';
import { testConfig } from '@app/testing/test-config';
import { until } from '@app/testing/until';
import { type FetchedMedia, PHASE_LIMITS } from '../fetching';
import { SourceIncomplete, SourceStalled, SourceUnreachable } from '../media.errors';
import { DirectStand } from '../testing/direct-stand';
import type { RecordedWatcher } from '../testing/recorded-watcher';
import { sendFile, someBytes } from '../testing/served-file';
import { DirectFetcher } from './direct-fetcher';
import { type DirectSource, plainLink } from './direct-source';

const MIB = 1024 * 1024;
const BYTES = someBytes(2 * MIB);
const FILE = { bytes: BYTES, etag: '"v1"' };
const STALL_MS = 1_200;

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('DirectFetcher in trouble', () => {
  let parts: DirectStand;
  let stand: HttpStand;
  let fetcher: DirectFetcher;
  let watcher: RecordedWatcher;
  let directory: DirectStand['directory'];

  beforeEach(async () => {
    parts = await DirectStand.start();
    ({ source: stand, fetcher, watcher, directory } = parts);
  });

  afterEach(() => parts.close());

  function fetch(
    source: Partial<DirectSource> = {},
    signal = new AbortController().signal,
  ): Promise<FetchedMedia> {
    const link = { ...plainLink(stand.url('/aula.mp4'), null), ...source };
    return fetcher.fetch(link, { workDir: directory.path, signal, watcher });
  }

  /** The same, by a fetcher that is with short time-outs. */
  function impatientFetch(): Promise<FetchedMedia> {
    const config = testConfig({ EGRESS_ALLOW: stand.host });
    config.downloads.stallMs = STALL_MS;
    fetcher = new DirectFetcher(parts.http, config);
    return fetch();
  }

  async function expectWhole(media: FetchedMedia): Promise<void> {
    expect(media).toMatchObject({ sizeBytes: BYTES.length, sha256: sha256(BYTES) });
    expect((await readFile(media.path)).equals(BYTES)).toBe(true);
  }

  /** Announces everything from `start` on, sends a part of it and hangs up. */
  function breakOff(response: ServerResponse, start: number, end: number, etag?: string): void {
    const range = `bytes ${String(start)}-${String(BYTES.length - 1)}/${String(BYTES.length)}`;
    response.writeHead(start > 0 ? 206 : 200, {
      'content-type': 'video/mp4',
      'content-length': BYTES.length - start,
      ...(etag === undefined ? {} : { etag }),
      ...(start > 0 ? { 'content-range': range } : {}),
    });
    response.write(BYTES.subarray(start, end), () => response.destroy());
  }

  const firstByteOf = (range = 'bytes=0-') => Number(/\d+/.exec(range)?.[0]);

  it('should end a trickle, keep what came, and go on from there', async () => {
    const config = testConfig({ EGRESS_ALLOW: stand.host });
    config.downloads.leastRate = { bytesPerSecond: 1_000, windowMs: 500 };
    fetcher = new DirectFetcher(parts.http, config);
    stand.answer = (_request, response) => {
      const headers = { 'content-type': 'video/mp4', 'content-length': BYTES.length, etag: '"v1"' };
      response.writeHead(200, headers).write(BYTES.subarray(0, 10));
      let sent = 10;
      const timer = setInterval(() => response.write(BYTES.subarray(sent, (sent += 1))), 100);
      response.once('close', () => clearInterval(timer));
    };
    await expect(fetch()).rejects.toMatchObject({
      code: 'source.too-slow',
      message: expect.stringContaining('bytes a second') as string,
    });
    stand.requests.length = 0;
    stand.answer = (request, response) => sendFile(request, response, FILE);
    await expectWhole(await fetch());
    expect(stand.requests[0]?.headers.range).toMatch(/^bytes=1\d-$/);
  });

  it('should go on in the same run when the connection breaks again and again', async () => {
    let breaks = 0;
    stand.answer = (request, response) => {
      const start = firstByteOf(request.headers.range);
      breaks += 1;
      if (breaks <= 2) breakOff(response, start, start + MIB / 2, '"v1"');
      else sendFile(request, response, FILE);
    };
    await expectWhole(await fetch());
    const starts = stand.requests.map(({ headers }) => firstByteOf(headers.range));
    expect(starts).toHaveLength(3);
    expect(starts[0]).toBe(0);
    expect(starts[1]).toBeGreaterThan(0);
    expect(starts[2]).toBeGreaterThan(starts[1] ?? Infinity);
    const bytes = watcher.said.map(({ totalBytes }) => totalBytes);
    expect(new Set(bytes)).toEqual(new Set([BYTES.length]));
  });

  it('should give up for now when a reconnection brings nothing new', async () => {
    stand.answer = (request, response) => {
      const start = firstByteOf(request.headers.range);
      if (start === 0) breakOff(response, 0, MIB, '"v1"');
      else response.destroy();
    };
    await expect(fetch()).rejects.toBeInstanceOf(SourceUnreachable);
    expect(stand.requests).toHaveLength(2);
    expect((await stat(join(directory.path, 'media.part'))).size).toBeGreaterThan(0);
    stand.answer = (request, response) => sendFile(request, response, FILE);
    await expectWhole(await fetch());
    expect(firstByteOf(stand.requests.at(-1)?.headers.range)).toBeGreaterThan(0);
  });

  it('should not go on with what cannot be named: the next run starts over', async () => {
    stand.answer = (_request, response) => breakOff(response, 0, MIB);
    await expect(fetch()).rejects.toBeInstanceOf(SourceUnreachable);
    expect(stand.requests).toHaveLength(1);
    stand.answer = (request, response) => sendFile(request, response, { bytes: BYTES });
    await expectWhole(await fetch());
    expect(stand.requests.at(-1)?.headers).not.toHaveProperty('range');
  });

  it('should go on after a body without a length that breaks', async () => {
    stand.answer = (request, response) => {
      if (request.headers.range !== undefined) {
        sendFile(request, response, FILE);
        return;
      }
      response.writeHead(200, { 'content-type': 'video/mp4', etag: '"v1"' });
      response.write(BYTES.subarray(0, MIB), () => response.destroy());
    };
    await expectWhole(await fetch());
    expect(stand.requests).toHaveLength(2);
  });

  it.each([
    ['and of how many', String(BYTES.length)],
    ['and of how many it does not know', '*'],
  ])('should ask for the rest of a part that is shorter than it says it is, %s', async (_case, total) => {
    stand.answer = (request, response) => {
      const start = firstByteOf(request.headers.range);
      if (start === 0) breakOff(response, 0, MIB, '"v1"');
      else if (stand.requests.length > 2) sendFile(request, response, FILE);
      else {
        const range = `bytes ${String(start)}-${String(BYTES.length - 1)}/${total}`;
        response.writeHead(206, { 'content-type': 'video/mp4', 'content-range': range, etag: '"v1"' });
        response.end(BYTES.subarray(start, start + 1_000));
      }
    };
    await expectWhole(await fetch());
    expect(stand.requests).toHaveLength(3);
  });

  it('should ask for the rest of a part whose end does not say whether it is the last', async () => {
    stand.answer = (request, response) => {
      const start = firstByteOf(request.headers.range);
      if (start === 0) breakOff(response, 0, MIB, '"v1"');
      else {
        const part = BYTES.subarray(start, start + MIB / 2);
        const range = `bytes ${String(start)}-${String(start + part.length - 1)}/*`;
        response.writeHead(206, { 'content-type': 'video/mp4', 'content-range': range, etag: '"v1"' });
        response.end(part);
      }
    };
    await expectWhole(await fetch());
  });

  it('should not be content with what ends before the length that was announced', async () => {
    stand.answer = (_request, response) => {
      // Honest about the connection, not about the length.
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': BYTES.length + 10 });
      response.write(BYTES, () => response.socket?.end());
    };
    await expect(fetch()).rejects.toBeInstanceOf(SourceUnreachable);
  });

  it('should see by the promised size that the announced length was too short', async () => {
    stand.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': MIB });
      response.end(BYTES);
    };
    await expect(fetch({ version: 'r1', sizeBytes: BYTES.length })).rejects.toBeInstanceOf(SourceIncomplete);
    await expect(readdir(directory.path)).resolves.toEqual([]);
  });

  it('should stop in the middle of a body without end when it is told to', async () => {
    const stop = new AbortController();
    const block = Buffer.alloc(64 * 1024);
    let gone: Promise<unknown> | undefined;
    stand.answer = (_request, response) => {
      gone = once(response, 'close');
      response.writeHead(200, { 'content-type': 'video/mp4' });
      const more = () => {
        while (!response.destroyed && response.write(block));
      };
      response.on('drain', more);
      more();
    };
    const run = fetch({}, stop.signal);
    await until(() => watcher.bytes > 4 * MIB);
    const reason = new Error('cancelled');
    stop.abort(reason);
    await expect(run).rejects.toBe(reason);
    // The connection is given back, or the source would go on sending.
    await gone;
    const { length } = watcher.said;
    await new Promise(setImmediate);
    expect(watcher.said).toHaveLength(length);
  });

  it('should not begin when it is told to stop before', async () => {
    const reason = new Error('cancelled');
    await expect(fetch({}, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(stand.requests).toEqual([]);
  });

  it.each([
    ['in the middle of the body', MIB],
    ['before the first byte', 0],
  ])('should not wait for ever for a source that falls silent %s', async (_case, sent) => {
    stand.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': BYTES.length, etag: '"v1"' });
      response.flushHeaders();
      if (sent > 0) response.write(BYTES.subarray(0, sent));
    };
    const begun = performance.now();
    await expect(impatientFetch()).rejects.toBeInstanceOf(SourceStalled);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(STALL_MS);
    expect(watcher.bytes).toBe(sent);
  });

  it('should not follow a source that never comes to the point', async () => {
    stand.answer = (_request, response) => {
      response.writeHead(302, { location: stand.url('/on-and-on'), 'content-length': 1_000 });
      response.write('x');
    };
    const limits = { ...PHASE_LIMITS, resolving: STALL_MS };
    const { signal } = new AbortController();
    const run = fetcher.fetch(plainLink(stand.url('/'), null), {
      workDir: directory.path,
      signal,
      watcher,
      limits,
    });
    await expect(run).rejects.toMatchObject({
      code: 'source.stalled',
      message: expect.stringContaining('(while resolving)') as string,
    });
  });

  it('should not count the time of the body as time to resolve', async () => {
    stand.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': BYTES.length });
      response.write(BYTES.subarray(0, MIB));
      setTimeout(() => response.end(BYTES.subarray(MIB)), 3 * STALL_MS);
    };
    const limits = { ...PHASE_LIMITS, resolving: STALL_MS };
    const { signal } = new AbortController();
    const link = plainLink(stand.url('/'), null);
    await expectWhole(await fetcher.fetch(link, { workDir: directory.path, signal, watcher, limits }));
  });

  it('should go on after a stall in the next run', async () => {
    stand.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': BYTES.length, etag: '"v1"' });
      response.write(BYTES.subarray(0, MIB));
    };
    await expect(impatientFetch()).rejects.toBeInstanceOf(SourceStalled);
    stand.answer = (request, response) => sendFile(request, response, FILE);
    await expectWhole(await fetch());
    expect(stand.requests.at(-1)?.headers).toMatchObject({ 'if-range': '"v1"' });
  });

  it('should look at the disk every 64 MiB, and stop when there is no room', async () => {
    const block = Buffer.alloc(MIB);
    stand.answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': 400 * MIB });
      const more = () => {
        while (!response.destroyed && response.write(block));
      };
      response.on('drain', more);
      more();
    };
    const full = new SnoozeError('disk.full', 'The disk is full.', 60_000);
    watcher.onRoomCheck = () => (watcher.roomChecks < 2 ? Promise.resolve() : Promise.reject(full));
    await expect(fetch()).rejects.toBe(full);
    expect(watcher.roomChecks).toBe(2);
    expect(watcher.bytes).toBeGreaterThanOrEqual(128 * MIB);
    expect(watcher.bytes).toBeLessThan(130 * MIB);
  });

  it('should not blame the source for a full disk, and spend no attempt', async () => {
    stand.answer = (request, response) => sendFile(request, response, FILE);
    await symlink('/dev/full', join(directory.path, 'media.part'));
    const error = await fetch().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SnoozeError);
    expect(error).toMatchObject({ code: 'disk.full' });
    expect(stand.requests).toHaveLength(1);
  });
});
