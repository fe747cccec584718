import { SourceTooSlow } from './media.errors';

export interface LeastRateOptions {
  /** 0: any rate will do. */
  bytesPerSecond: number;
  windowMs: number;
}

/** Notices a transfer that never stops and never gets anywhere: one window after the other is looked at. */
export class LeastRate {
  private bytes = 0;
  private since: number;

  constructor(
    private readonly options: LeastRateOptions,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.since = now();
  }

  /** So many bytes came. An error when all that came in a window was too little. */
  recordBytes(bytes: number): SourceTooSlow | undefined {
    this.bytes += bytes;
    const elapsedMs = this.now() - this.since;
    if (elapsedMs < this.options.windowMs) return undefined;
    const rate = (this.bytes / elapsedMs) * 1000;
    this.bytes = 0;
    this.since += elapsedMs;
    return rate < this.options.bytesPerSecond ? new SourceTooSlow(rate, elapsedMs / 1000) : undefined;
  }
}
