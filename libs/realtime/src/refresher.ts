import { Pacer } from './pacer';

/** Reads something again when it has changed: one reading at a time, and not too many a second. */
export class Refresher {
  private readonly pacer: Pacer;
  private current?: Promise<void>;
  private next?: Promise<void>;

  /** @param failed hears of readings that nobody waits for */
  constructor(
    private readonly read: () => Promise<void>,
    { perSecond, failed }: { perSecond: number; failed: (error: unknown) => void },
  ) {
    this.pacer = new Pacer(perSecond, () => {
      this.refresh().catch(failed);
    });
  }

  changed(): void {
    this.pacer.request();
  }

  /** A reading that begins after this call; those who ask meanwhile share it. */
  refresh(): Promise<void> {
    if (!this.current) return this.begin();
    this.next ??= this.current
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return this.begin();
      });
    return this.next;
  }

  stop(): void {
    this.pacer.stop();
  }

  private begin(): Promise<void> {
    const reading = this.read().finally(() => {
      if (this.current === reading) this.current = undefined;
    });
    this.current = reading;
    return reading;
  }
}
