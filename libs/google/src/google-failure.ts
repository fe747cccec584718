import { type AppError, parseRetryAfter } from '@app/kernel';
import {
  DriveFileForbidden,
  DriveFileNotVisible,
  DriveQuotaExceeded,
  GoogleClientRefused,
  GoogleForbidden,
  GoogleMissingScope,
  GoogleNotFound,
  GoogleRateLimited,
  GoogleUnavailable,
  GoogleUnreachable,
} from './google.errors';

/** What is known of a refused call to Google, whatever library made it. */
export interface GoogleFailure {
  /** HTTP status; undefined when there was no answer at all. */
  status?: number;
  /** Machine-readable reasons from every place where Google puts them. */
  reasons: string[];
  message: string;
  retryAfterMs?: number;
}

const RATE_REASONS = new Set([
  'userRateLimitExceeded',
  'rateLimitExceeded',
  'quotaExceeded',
  'RESOURCE_EXHAUSTED',
  'dailyLimitExceeded',
  'sharingRateLimitExceeded',
]);
/** Limits that everybody here shares. */
const PROJECT_REASONS = new Set(['rateLimitExceeded', 'quotaExceeded', 'dailyLimitExceeded']);
/** The quota of a whole day is used up: asking again within the minute cannot help. */
const DAILY_REASONS = new Set(['dailyLimitExceeded']);
const DAILY_PAUSE_MS = 3_600_000;
const CLIENT_REASONS = new Set([
  'invalid_client',
  'unauthorized_client',
  'deleted_client',
  'disabled_client',
]);
const OWNER_REASONS = new Set([
  'cannotDownloadFile',
  'cannotDownloadAbusiveFile',
  'fileNotDownloadable',
  'insufficientFilePermissions',
]);
const SCOPE_REASONS = new Set([
  'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
  'insufficientPermissions',
  'insufficientScopes',
]);

/** Google's answer as one of our errors. 401 is the caller's business: it means "refresh the token". */
export function errorFromGoogle(failure: GoogleFailure, cause: unknown): AppError {
  const { status, reasons } = failure;
  const has = (set: Set<string>) => reasons.some((reason) => set.has(reason));
  if (reasons.includes('downloadQuotaExceeded')) return new DriveQuotaExceeded(cause);
  if (has(RATE_REASONS) || status === 429) {
    const pauseMs = failure.retryAfterMs ?? (has(DAILY_REASONS) ? DAILY_PAUSE_MS : undefined);
    return new GoogleRateLimited(pauseMs, { ofProject: has(PROJECT_REASONS), cause });
  }
  if (has(CLIENT_REASONS)) return new GoogleClientRefused(cause);
  if (has(OWNER_REASONS)) return new DriveFileForbidden(cause);
  if (has(SCOPE_REASONS)) return new GoogleMissingScope({ cause });
  if (status === 404) return new GoogleNotFound(cause);
  if (status === 403 || status === 400) return new GoogleForbidden(adminMessage(failure.message), cause);
  return status === undefined ? new GoogleUnreachable(cause) : new GoogleUnavailable(cause);
}

/** The same for a file in Drive. */
export function errorFromDrive(failure: GoogleFailure, cause: unknown): AppError {
  return toDriveError(errorFromGoogle(failure, cause));
}

/** Of a file, "not found" can be said in a teacher's words. */
export function toDriveError<E>(error: E): E | DriveFileNotVisible {
  return error instanceof GoogleNotFound ? new DriveFileNotVisible(error.cause) : error;
}

function adminMessage(message: string): string {
  if (message.startsWith('@ClassroomDisabled')) return ': Classroom is switched off for it';
  if (message.startsWith('@ClassroomApiDisabled')) return ': the school has switched off access for apps';
  return '';
}

interface GoogleErrorBody {
  error?:
    | string
    | {
        message?: string;
        status?: string;
        errors?: { reason?: string }[];
        details?: { reason?: string }[];
      };
}

/** Reads Google's JSON error, in its old and its new form. */
export function readGoogleFailure(
  status: number | undefined,
  body: unknown,
  retryAfter?: string | null,
): GoogleFailure {
  const error = (body as GoogleErrorBody | null | undefined)?.error;
  const shared = { status, retryAfterMs: parseRetryAfter(retryAfter) };
  if (error === undefined) return { ...shared, reasons: [], message: '' };
  if (typeof error === 'string') return { ...shared, reasons: [error], message: error };
  const reasons = [...(error.errors ?? []), ...(error.details ?? [])].map((one) => one.reason);
  return {
    ...shared,
    reasons: [...reasons, error.status].filter((reason) => reason !== undefined),
    message: error.message ?? '',
  };
}
