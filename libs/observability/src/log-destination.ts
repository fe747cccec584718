import { write, writeSync } from 'node:fs';

/** Of lines that wait to be written; what comes then is dropped. Characters. */
const MAX_WAITING = 8 * 1024 ** 2;
const BUSY = new Set<string | undefined>(['EAGAIN', 'EBUSY']);
const BUSY_MS = 100;
/** A write that takes longer waits for somebody who does not read: nobody waits for that at the end. */
const STUCK_MS = 1_000;

/**
 * Where log lines go. What cannot be written is lost and disturbs nobody: pino's own destination throws where the disk is
 * full, keeps every line in memory while nobody reads a pipe, and ends no process before it has written them all.
 */
export class LogDestination {
  private waiting = '';
  private writingSince?: number;

  constructor(private readonly fd: number) {
    process.once('exit', () => this.writeRest());
  }

  write(line: string): void {
    if (this.waiting.length > MAX_WAITING) return;
    this.waiting += line;
    if (this.writingSince === undefined) this.writeNext();
  }

  private writeNext(): void {
    const bytes = Buffer.from(this.waiting);
    this.waiting = '';
    this.writeBytes(bytes);
  }

  private writeBytes(bytes: Buffer): void {
    this.writingSince = performance.now();
    write(this.fd, bytes, (error, written) => {
      if (BUSY.has(error?.code)) setTimeout(() => this.writeBytes(bytes), BUSY_MS).unref();
      else if (!error && written < bytes.length) this.writeBytes(bytes.subarray(written));
      else if (this.waiting === '') this.writingSince = undefined;
      else this.writeNext();
    });
  }

  private writeRest(): void {
    if (this.writingSince !== undefined && performance.now() - this.writingSince > STUCK_MS) return;
    try {
      writeSync(this.fd, this.waiting);
    } catch {
      // Nobody is left to tell.
    }
  }
}
