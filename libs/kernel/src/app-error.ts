import type { ErrorCode } from './error-codes';

export interface AppErrorOptions {
  /** What the reader can do about it, in plain words. */
  hint?: string;
  /** Facts a program may use: ids, limits, wrong fields. Never a secret. */
  details?: Record<string, unknown>;
  cause?: unknown;
}

/**
 * Every error this product raises on purpose. `code` is stable and documented in docs/errors.md;
 * `message` says what happened in words a teacher understands. HTTP statuses live in apps/api only.
 */
export class AppError extends Error {
  readonly hint?: string;
  readonly details?: Record<string, unknown>;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: AppErrorOptions = {},
  ) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.hint = options.hint;
    this.details = options.details;
  }
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
