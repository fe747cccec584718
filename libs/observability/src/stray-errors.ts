import type { LoggerService } from '@nestjs/common';
import { Counter, register } from 'prom-client';

const METRIC = 'cdl_stray_errors_total';
const WINDOW_MS = 60_000;
/** So many within the window are no accident any more: then the process is worth more restarted. */
const MAX_ERRORS = 20;
const SHUTDOWN_MS = 30_000;

interface StrayErrorOptions {
  logger: LoggerService;
  /** Ends the process in an orderly way. */
  shutDown?: () => void;
  now?: () => number;
}

/**
 * What a library throws out of a Redis reply, a socket or a timer, where nobody can catch it, concerns one request and
 * not all of them: it is logged and counted, and the process goes on. Only when such errors do not stop it ends, and
 * says why.
 */
export class StrayErrors {
  private readonly times: number[] = [];
  private isEnding = false;
  private readonly counter =
    (register.getSingleMetric(METRIC) as Counter | undefined) ??
    new Counter({ name: METRIC, help: 'Errors that were thrown where nobody could catch them' });

  constructor(private readonly options: StrayErrorOptions) {}

  /** Listens from now on. Errors before that, while a process starts, end it. */
  listen(): void {
    process.on('uncaughtException', (error) => {
      this.handle(error);
    });
    process.on('unhandledRejection', (reason) => {
      this.handle(reason);
    });
  }

  handle(error: unknown): void {
    const { logger, now = Date.now, shutDown = endOrderly } = this.options;
    const time = now();
    this.counter.inc();
    logger.error({ message: 'an error was thrown where nobody could catch it', error }, StrayErrors.name);
    this.times.push(time);
    while ((this.times[0] ?? time) < time - WINDOW_MS) this.times.shift();
    if (this.times.length <= MAX_ERRORS || this.isEnding) return;
    this.isEnding = true;
    const message = `the process ends: more than ${String(MAX_ERRORS)} stray errors within a minute, the last one is above`;
    if (logger.fatal) logger.fatal({ message }, StrayErrors.name);
    shutDown();
  }
}

/** As if the process were told to end; by force when that takes too long. */
function endOrderly(): void {
  process.exitCode = 1;
  setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
  process.kill(process.pid, 'SIGTERM');
}
