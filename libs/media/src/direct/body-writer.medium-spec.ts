import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { until } from '@app/testing/until';
import { useDirectory } from '@app/testing/use-directory';
import { SourceStalled } from '../media.errors';
import { RecordedWatcher } from '../testing/recorded-watcher';
import { someBytes } from '../testing/served-file';
import { BodyWriter } from './body-writer';
import { PartialFile } from './partial-file';

const MIB = 1024 * 1024;
const BYTES = someBytes(MIB);
const STALL_MS = 10_000;

const hash = (name: string, bytes: Buffer) => createHash(name).update(bytes).digest('hex');

describe(BodyWriter, () => {
  const directory = useDirectory();
  let partial: PartialFile;
  let watcher: RecordedWatcher;
  let stop: AbortController;

  beforeEach(async () => {
    partial = new PartialFile(directory.path);
    await partial.beginAnew({ version: '"v1"', totalBytes: BYTES.length });
    watcher = new RecordedWatcher();
    stop = new AbortController();
  });

  function newWriter(wantsMd5 = false): BodyWriter {
    const context = { workDir: directory.path, signal: stop.signal, watcher };
    return new BodyWriter(partial, context, {
      stallMs: STALL_MS,
      leastRate: { bytesPerSecond: 0, windowMs: 1 },
      wantsMd5,
    });
  }

  it('should write bodies behind each other and hash them as one', async () => {
    const writer = newWriter(true);
    await writer.writeBody(Readable.from([BYTES.subarray(0, 10), BYTES.subarray(10, 500)]), BYTES.length);
    await writer.writeBody(Readable.from([BYTES.subarray(500)]), BYTES.length);
    expect((await readFile(partial.path)).equals(BYTES)).toBe(true);
    expect(writer.digests()).toEqual({ sha256: hash('sha256', BYTES), md5: hash('md5', BYTES) });
    expect(watcher.said.map(({ downloadedBytes }) => downloadedBytes)).toEqual([10, 500, BYTES.length]);
  });

  it('should compute an MD5 only where somebody wants it', async () => {
    const writer = newWriter();
    await writer.writeBody(Readable.from([BYTES]), null);
    expect(writer.digests()).toEqual({ sha256: hash('sha256', BYTES), md5: undefined });
    expect(watcher.said.at(-1)).toEqual({ downloadedBytes: BYTES.length, totalBytes: null, speed: null });
  });

  it('should take over what an earlier writer left, reading it again', async () => {
    await writeFile(partial.path, BYTES.subarray(0, 1_000));
    const writer = newWriter(true);
    await writer.resumeFrom(1_000);
    await writer.writeBody(Readable.from([BYTES.subarray(1_000)]), BYTES.length);
    expect(writer.digests()).toEqual({ sha256: hash('sha256', BYTES), md5: hash('md5', BYTES) });
    expect(watcher.said[0]?.downloadedBytes).toBe(BYTES.length);
  });

  it('should stop reading what it takes over when it is aborted', async () => {
    await writeFile(partial.path, BYTES);
    const writer = newWriter();
    stop.abort(new Error('cancelled'));
    await expect(writer.resumeFrom(BYTES.length)).rejects.toThrow('cancelled');
  });

  it('should cut off what is behind the place where it goes on', async () => {
    await writeFile(partial.path, Buffer.concat([BYTES.subarray(0, 1_000), Buffer.from('rubbish')]));
    const writer = newWriter();
    await writer.resumeFrom(1_000);
    await writer.writeBody(Readable.from([BYTES.subarray(1_000)]), BYTES.length);
    expect((await readFile(partial.path)).equals(BYTES)).toBe(true);
    expect(writer.digests().sha256).toBe(hash('sha256', BYTES));
  });

  it('should be right after a body that broke, whatever of it reached the disk', async () => {
    const writer = newWriter();
    const broken = Readable.from(
      (function* () {
        yield BYTES.subarray(0, 1_000);
        yield BYTES.subarray(1_000, 70_000);
        throw new Error('other side closed');
      })(),
    );
    await expect(writer.writeBody(broken, BYTES.length)).rejects.toThrow('other side closed');
    const { size } = await stat(partial.path);
    await writer.resumeFrom(size);
    await writer.writeBody(Readable.from([BYTES.subarray(size)]), BYTES.length);
    expect((await readFile(partial.path)).equals(BYTES)).toBe(true);
    expect(writer.digests().sha256).toBe(hash('sha256', BYTES));
  });

  it('should forget everything when it starts over', async () => {
    const writer = newWriter(true);
    await writer.writeBody(Readable.from([Buffer.from('another version')]), null);
    await partial.beginAnew({ version: '"v2"', totalBytes: null });
    writer.startOver();
    await writer.writeBody(Readable.from([BYTES]), null);
    expect(writer.digests()).toEqual({ sha256: hash('sha256', BYTES), md5: hash('md5', BYTES) });
    expect(watcher.bytes).toBe(BYTES.length);
  });

  it('should look at the disk each time another 64 MiB came', async () => {
    const block = Buffer.alloc(MIB);
    await newWriter().writeBody(Readable.from(Array.from({ length: 130 }, () => block)), null);
    expect(watcher.roomChecks).toBe(2);
  });

  it('should wait for the look at the disk before it writes on', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    watcher.onRoomCheck = () => promise;
    const blocks = Array.from({ length: 80 }, () => Buffer.alloc(MIB));
    const writing = newWriter().writeBody(Readable.from(blocks), null);
    await until(() => watcher.roomChecks === 1);
    await new Promise(setImmediate);
    expect(watcher.bytes).toBe(64 * MIB);
    resolve(undefined);
    await writing;
    expect(watcher.bytes).toBe(80 * MIB);
  });

  describe('watching for silence', () => {
    beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
    afterEach(() => jest.useRealTimers());

    /** Waits until a chunk has come through, by turns of the event loop: time stands still. */
    async function arrived(bytes: number): Promise<void> {
      while (watcher.bytes < bytes) await new Promise(setImmediate);
    }

    it('should bear a body that is slow but not silent', async () => {
      const body = new PassThrough();
      const writing = newWriter().writeBody(body, null);
      for (let sent = 1; sent <= 20; sent += 1) {
        body.write(Buffer.from('x'));
        await arrived(sent);
        jest.advanceTimersByTime(STALL_MS - 1);
      }
      body.end();
      await writing;
      expect(watcher.bytes).toBe(20);
      expect(jest.getTimerCount()).toBe(0);
    });

    it('should give up a body that is silent for too long', async () => {
      const body = new PassThrough();
      const writing = newWriter().writeBody(body, null);
      body.write(Buffer.from('x'));
      await arrived(1);
      jest.advanceTimersByTime(STALL_MS);
      await expect(writing).rejects.toBeInstanceOf(SourceStalled);
      await expect(writing).rejects.toThrow('10 seconds');
      expect(body.destroyed).toBe(true);
    });

    it('should end with the reason for which it was stopped', async () => {
      const body = new PassThrough();
      const writing = newWriter().writeBody(body, null);
      const reason = new Error('cancelled');
      stop.abort(reason);
      await expect(writing).rejects.toBe(reason);
      expect(body.destroyed).toBe(true);
      expect(jest.getTimerCount()).toBe(0);
    });

    it('should measure the speed over a second', async () => {
      const body = new PassThrough();
      const writing = newWriter().writeBody(body, null);
      body.write(Buffer.alloc(300));
      await arrived(300);
      expect(watcher.said.at(-1)?.speed).toBeNull();
      jest.advanceTimersByTime(2_000);
      body.write(Buffer.alloc(700));
      await arrived(1_000);
      expect(watcher.said.at(-1)?.speed).toBe(500);
      body.end();
      await writing;
    });
  });
});
