import { Clock } from '@app/kernel';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Database } from './database';

const ASK_EVERY_MS = 60_000;
/** An answer is off by half of what it took, at the most: a quick one is good enough, else the quickest of a few counts. */
const QUICK_MS = 5;
const QUESTIONS = 3;

interface Answer {
  originMs: number;
  tookMs: number;
}

/**
 * The time as PostgreSQL has it: what its tables hold was stamped by it, and next to a host's clock that is ahead or
 * behind everything would be older or younger than it is. Between two questions the machine's monotonic clock counts on.
 */
@Injectable()
export class DatabaseClock extends Clock implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(DatabaseClock.name);
  /** PostgreSQL's time when `performance.now()` was 0; the host's until PostgreSQL was asked. */
  private originMs = performance.timeOrigin;
  private timer?: NodeJS.Timeout;

  constructor(private readonly database: Database) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.ask();
    this.timer = setInterval(() => {
      this.ask().catch((error: unknown) => this.logger.debug({ message: 'clock not compared', error }));
    }, ASK_EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  now(): Date {
    return new Date(this.originMs + performance.now());
  }

  private async ask(): Promise<void> {
    let best = await this.askOnce();
    for (let asked = 1; asked < QUESTIONS && best.tookMs > QUICK_MS; asked += 1) {
      const answer = await this.askOnce();
      if (answer.tookMs < best.tookMs) best = answer;
    }
    this.originMs = best.originMs;
  }

  private async askOnce(): Promise<Answer> {
    const askedAt = performance.now();
    const { ms } = await this.database.onlyRow<{ ms: number }>(
      'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
    );
    const answeredAt = performance.now();
    return { originMs: ms - (askedAt + answeredAt) / 2, tookMs: answeredAt - askedAt };
  }
}
