import { HostUnreachable, SourceStalled, SourceThrottled } from '@app/media';
import type { DownloadRun } from '../download-run';

/** What a host says that concerns all its downloads. */
const PAUSING = new Set<string>(['source.rate-limited', 'source.bot-check', 'google.rate-limited']);
const MINUTE = 60_000;

/** How the end of a run concerns every download from a host. */
export interface HostTrouble {
  host: string;
  code: string;
  kind: 'throttled' | 'unreachable';
  /** The first pause, and the longest: each that follows without an answer is twice as long. In milliseconds. */
  firstPauseMs: number;
  longestPauseMs: number;
  /** One file that stalls says nothing about a host that others get bytes from. */
  unlessBytesCome: boolean;
}

/**
 * A host may ask for any pause; after at most a quarter of an hour one download asks whether it still wants it. So who
 * sends us to a host of theirs cannot have it, or us, waiting for a day.
 */
export const MAX_THROTTLE_MS = 15 * MINUTE;
/** An outage may end at any time, and asking costs next to nothing. */
const UNREACHABLE_MS = { first: 5_000, longest: 30_000 };

/** Undefined where the end of a run says nothing about a host. */
export function troubleOf(
  { source, host: ownHost }: Pick<DownloadRun, 'source' | 'host'>,
  error: unknown,
): HostTrouble | undefined {
  // YouTube and Drive have many hosts, which are paced as one.
  const blamed = (host: string | null) =>
    source === 'youtube' || source === 'google_drive' ? ownHost : (host ?? ownHost);
  const isSilent = error instanceof SourceStalled && error.host !== null;
  if (error instanceof HostUnreachable || isSilent)
    return {
      host: blamed(error.host),
      code: 'source.unreachable',
      kind: 'unreachable',
      unlessBytesCome: isSilent,
      firstPauseMs: UNREACHABLE_MS.first,
      longestPauseMs: UNREACHABLE_MS.longest,
    };
  if (!(error instanceof SourceThrottled) || !PAUSING.has(error.code)) return undefined;
  return {
    host: blamed(error.host),
    code: error.code,
    kind: 'throttled',
    unlessBytesCome: false,
    firstPauseMs: Math.min(error.delayMs, MAX_THROTTLE_MS),
    longestPauseMs: MAX_THROTTLE_MS,
  };
}
