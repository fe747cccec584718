import { HostUnreachable, SourceStalled } from '@app/media';
import { decideRetry, type RetryDecision, type RunsSoFar } from '@app/work';
import type { HostOutage } from './host-breakers.service';

/** A hiccup of the network costs nobody an attempt. */
const GRACE_MS = 30_000;
/** An outage that is no hiccup any more, also where all downloads of a host share it. */
const MAX_OUTAGE_MS = 24 * 3_600_000;

/**
 * What becomes of a download whose host has trouble: it comes back when the pause is over. Where others fail the same
 * way it is not the download; a link that is dead fails by itself, and its attempts count. So do those of a download that
 * waits for a day: hosts that answer now and then, and send nothing, would keep it for ever.
 */
export function decideAfterTrouble(
  error: unknown,
  runs: RunsSoFar,
  { pausedMs: delayMs, ageMs, shared }: HostOutage,
): RetryDecision {
  if (!(error instanceof HostUnreachable || error instanceof SourceStalled)) {
    const decision = decideRetry(error, runs);
    return decision.kind === 'queued' ? { ...decision, delayMs } : decision;
  }
  if (ageMs >= MAX_OUTAGE_MS) return { kind: 'failed' };
  const wasConnected = error instanceof SourceStalled || error.hungUp;
  const isFree = runs.ageMs < MAX_OUTAGE_MS && (shared || (!wasConnected && ageMs < GRACE_MS));
  if (isFree) return { kind: 'queued', delayMs, spentAttempts: 0 };
  return runs.attempt + 1 >= runs.maxRuns
    ? { kind: 'failed' }
    : { kind: 'queued', delayMs, spentAttempts: 1 };
}
