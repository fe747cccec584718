import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';

/** What each process does for itself, at its start and from then on every so often. A failure is logged; the next time comes. */
export abstract class PeriodicTask implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected readonly logger = new Logger(this.constructor.name);
  private timer?: NodeJS.Timeout;

  protected abstract readonly everyMs: number;
  /** What the log says when it fails. */
  protected abstract readonly failure: string;

  protected abstract perform(): Promise<unknown>;

  onApplicationBootstrap(): void {
    const attempt = () => {
      this.perform().catch((error: unknown) => this.logger.warn({ message: this.failure, error }));
    };
    attempt();
    this.timer = setInterval(attempt, this.everyMs);
  }

  beforeApplicationShutdown(): void | Promise<void> {
    clearInterval(this.timer);
  }
}
