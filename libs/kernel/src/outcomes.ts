import { AppError, type AppErrorOptions } from './app-error';
import type { ErrorCode } from './error-codes';

/*
 * A job ends in one of four ways: it returns (done), throws PermanentError (stop, trying again cannot help),
 * throws SnoozeError (later, and no attempt is spent), or throws anything else (try again).
 */

/** Trying again cannot help: the source is gone, forbidden or not a video. */
export class PermanentError extends AppError {}

export interface SnoozeOptions extends AppErrorOptions {
  /** How long it may go on like this before it is given up after all, in milliseconds; two days by default. */
  longestMs?: number;
}

const MAX_SNOOZE_MS = 48 * 3_600_000;

/** Not now: rate limits, quotas, full disks, outages of our own. Spends no attempt. */
export class SnoozeError extends AppError {
  readonly longestMs: number;

  constructor(
    code: ErrorCode,
    message: string,
    /** How long to wait before the next run, in milliseconds. */
    readonly delayMs: number,
    { longestMs = MAX_SNOOZE_MS, ...options }: SnoozeOptions = {},
  ) {
    super(code, message, options);
    this.longestMs = longestMs;
  }
}

/** May work next time: networks, 5xx, expired links. Spends an attempt. */
export class RetryableError extends AppError {}
