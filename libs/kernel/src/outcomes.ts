import { AppError, type AppErrorOptions } from './app-error';
import type { ErrorCode } from './error-codes';

/*
 * A job ends in one of four ways: it returns (done), throws PermanentError (stop, trying again cannot help),
 * throws SnoozeError (later, and no attempt is spent), or throws anything else (try again).
 */

/** Trying again cannot help: the source is gone, forbidden or not a video. */
export class PermanentError extends AppError {}

/** Not now: rate limits, quotas, full disks, outages of our own. Spends no attempt. */
export class SnoozeError extends AppError {
  constructor(
    code: ErrorCode,
    message: string,
    /** How long to wait before the next run, in milliseconds. */
    readonly delayMs: number,
    options: AppErrorOptions = {},
  ) {
    super(code, message, options);
  }
}

/** May work next time: networks, 5xx, expired links. Spends an attempt. */
export class RetryableError extends AppError {}
