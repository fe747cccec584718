/** Runs out after so much silence, and then aborts its signal with an error that says so. */
export class IdleTimeout {
  private readonly over = new AbortController();
  private timer?: NodeJS.Timeout;

  /** Aborts when it ran out. */
  get signal(): AbortSignal {
    return this.over.signal;
  }

  /** From now on so many milliseconds without `renew` end it; what held before counts no more. */
  start(ms: number, error: Error): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.over.abort(error), ms);
  }

  /** Something was heard. */
  reset(): void {
    this.timer?.refresh();
  }

  /** Ends it at once. */
  abort(error: unknown): void {
    this.over.abort(error);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
