const WINDOW_MS = 1_000;

/** Does something at most so many times in any second. What is asked for more often is done once, later. */
export class Pacer {
  private readonly doneAt: number[] = [];
  private timer?: NodeJS.Timeout;

  /** @param act answers false when there was nothing to do, which does not count */
  constructor(
    private readonly perSecond: number,
    private readonly act: () => unknown,
  ) {}

  /** Now, or as soon as it may be. True when it was done now. */
  request(): boolean {
    if (this.timer) return false;
    const now = performance.now();
    const oldest = this.doneAt[0];
    const waitMs = this.doneAt.length < this.perSecond || oldest === undefined ? 0 : oldest + WINDOW_MS - now;
    if (waitMs <= 0) {
      this.perform(now);
      return true;
    }
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.perform(performance.now());
    }, Math.ceil(waitMs));
    this.timer.unref();
    return false;
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private perform(now: number): void {
    if (this.act() === false) return;
    this.doneAt.push(now);
    if (this.doneAt.length > this.perSecond) this.doneAt.shift();
  }
}
