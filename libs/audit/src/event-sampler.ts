const WINDOW_MS = 60_000;
const PER_SOURCE = 20;
const IN_ALL = 600;

/** Lets a few refusals a minute through from each source and a bounded number in all, so that a flood fills no disk. */
export class EventSampler {
  private began = -Infinity;
  private admitted = 0;
  private held = 0;
  private readonly sources = new Map<string, number>();

  /**
   * How many were held back since the last one that was let through, or undefined to hold this one back.
   * @param now milliseconds
   */
  accept(source: string, now: number): number | undefined {
    if (now - this.began >= WINDOW_MS) {
      this.began = now;
      this.admitted = 0;
      this.sources.clear();
    }
    const count = this.sources.get(source) ?? 0;
    if (count >= PER_SOURCE || this.admitted >= IN_ALL) {
      this.held += 1;
      return undefined;
    }
    this.sources.set(source, count + 1);
    this.admitted += 1;
    const { held } = this;
    this.held = 0;
    return held;
  }
}
