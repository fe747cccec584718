import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { runOnDisk } from '@app/storage';
import type { FetchContext } from '../fetching';
import { SourceIncomplete, SourceStalled } from '../media.errors';
import { LeastRate, type LeastRateOptions } from '../least-rate';
import { IdleTimeout } from '../idle-timeout';
import { FreeSpaceMeter } from '../free-space-meter';
import type { PartialFile } from './partial-file';

const SPEED_WINDOW_MS = 1_000;

/** Writes response bodies behind each other into one file, hashing on the way and watching for silence. */
export class BodyWriter {
  private sha256 = createHash('sha256');
  private md5?: Hash;
  private written = 0;

  constructor(
    private readonly partial: PartialFile,
    private readonly context: FetchContext,
    private readonly options: { stallMs: number; leastRate: LeastRateOptions; wantsMd5: boolean },
  ) {
    this.startOver();
  }

  startOver(): void {
    this.sha256 = createHash('sha256');
    this.md5 = this.options.wantsMd5 ? createHash('md5') : undefined;
    this.written = 0;
  }

  /** Takes over the first `bytes` bytes on disk. They are read again unless this writer wrote them itself. */
  async resumeFrom(bytes: number): Promise<void> {
    if (this.written === bytes) return;
    this.startOver();
    await truncate(this.partial.path, bytes);
    const { signal } = this.context;
    signal.throwIfAborted();
    const hashAll = async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) this.hash(chunk);
    };
    try {
      await runOnDisk(() => pipeline(createReadStream(this.partial.path), hashAll, { signal }), signal);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  }

  /**
   * @param host who sends it
   * @throws SourceStalled, SourceIncomplete for more than `totalBytes`, or whatever breaks the body off.
   */
  async writeBody(
    body: NodeJS.ReadableStream,
    totalBytes: number | null,
    host: string | null = null,
  ): Promise<void> {
    const silence = new IdleTimeout();
    const { stallMs } = this.options;
    silence.start(stallMs, new SourceStalled(stallMs / 1000, 'downloading', host));
    const signal = AbortSignal.any([this.context.signal, silence.signal]);
    this.context.watcher.phase('downloading');
    try {
      await pipeline(
        body,
        this.tap(totalBytes, silence),
        createWriteStream(this.partial.path, { flags: 'a', mode: 0o600 }),
        {
          signal,
        },
      );
    } catch (error) {
      silence.signal.throwIfAborted();
      this.context.signal.throwIfAborted();
      // What was hashed may not all have reached the disk: the next reader looks at the file itself.
      this.written = -1;
      throw error;
    } finally {
      silence.stop();
    }
  }

  /** Looks at every chunk on its way. */
  private tap(totalBytes: number | null, silence: IdleTimeout): Transform {
    const [speed, least, room] = [
      new SpeedMeter(),
      new LeastRate(this.options.leastRate),
      new FreeSpaceMeter(),
    ];
    let came = 0;
    return new Transform({
      transform: (chunk: Buffer, _encoding, done: TransformCallback) => {
        this.hash(chunk);
        const wrong = this.excess(totalBytes) ?? least.recordBytes(chunk.length);
        if (wrong) {
          done(wrong);
          return;
        }
        silence.reset();
        came += chunk.length;
        const checked = room.isDue(came) ? this.context.watcher.checkRoom() : Promise.resolve();
        const progress = { downloadedBytes: this.written, totalBytes, speed: speed.after(chunk.length) };
        this.context.watcher.progress(progress);
        checked.then(() => done(null, chunk), done);
      },
    });
  }

  private excess(totalBytes: number | null): SourceIncomplete | undefined {
    const tooMuch = totalBytes !== null && this.written > totalBytes;
    return tooMuch ? new SourceIncomplete('more came than was promised') : undefined;
  }

  /** All that is in the file, what was taken over included. */
  get bytes(): number {
    return this.written;
  }

  /** Hex digests of everything written. To be asked once. */
  digests(): { sha256: string; md5: string | undefined } {
    return { sha256: this.sha256.digest('hex'), md5: this.md5?.digest('hex') };
  }

  private hash(chunk: Buffer): void {
    this.written += chunk.length;
    this.sha256.update(chunk);
    this.md5?.update(chunk);
  }
}

/** Measures how fast bytes come. */
class SpeedMeter {
  private speed: number | null = null;
  private bytes = 0;
  private since = performance.now();

  /** Bytes a second after so many more, measured over a second; null before the first is over. */
  after(bytes: number): number | null {
    this.bytes += bytes;
    const elapsed = performance.now() - this.since;
    if (elapsed < SPEED_WINDOW_MS) return this.speed;
    this.speed = Math.round((this.bytes / elapsed) * 1000);
    this.bytes = 0;
    this.since = performance.now();
    return this.speed;
  }
}
