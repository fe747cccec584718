import { isConnectionLoss } from '@app/database';
import { fullJitter, PermanentError, SnoozeError } from '@app/kernel';

const BASE_MS = 2_000;
const CAP_MS = 15 * 60_000;
const LEAST_MS = 1_000;

export type RetryDecision = { kind: 'failed' } | { kind: 'queued'; delayMs: number; spentAttempts: 0 | 1 };

export interface RunsSoFar {
  /** Attempts spent before this run. */
  attempt: number;
  /** WORKER_MAX_RETRIES. */
  maxRuns: number;
  /** Since its first run began, in milliseconds. */
  ageMs: number;
}

/** What becomes of work whose run ended with an error. The only place that decides about trying again. */
export function decideRetry(
  error: unknown,
  { attempt, maxRuns, ageMs }: RunsSoFar,
  random = Math.random,
): RetryDecision {
  if (error instanceof PermanentError) return { kind: 'failed' };
  if (error instanceof SnoozeError) {
    if (ageMs >= error.longestMs) return { kind: 'failed' };
    return { kind: 'queued', delayMs: error.delayMs, spentAttempts: 0 };
  }
  if (isConnectionLoss(error)) return { kind: 'queued', delayMs: LEAST_MS, spentAttempts: 0 };
  if (attempt + 1 >= maxRuns) return { kind: 'failed' };
  const delayMs = LEAST_MS + fullJitter(attempt, BASE_MS, CAP_MS, random);
  return { kind: 'queued', delayMs, spentAttempts: 1 };
}
