import { text } from '@app/texts';

/** What stands between a queued download and its run, as the database sees it. */
export interface WaitingFacts {
  /** PostgreSQL's time, which the others are compared with. */
  now: Date;
  /** Another download fetches the same video. */
  sharesFetch: boolean;
  /** Handed over: one of the next that a worker takes. */
  enqueued: boolean;
  /** Its time has not come. */
  delayed: boolean;
  host: string;
  /** Until when all hosts are paused; in the past while they are probed; null when the uplink has no trouble. */
  uplinkPausedUntil: Date | null;
  /** The same of this host, and why. */
  hostPausedUntil: Date | null;
  hostCode: string | null;
  /** Downloads of the host that run or are handed over. */
  hostInFlight: number;
  /** Workers that are heard of, and how much they take at once in all. */
  workers: number;
  slots: number;
}

/** Why its time has not come: when it does, and what went wrong the last time. */
export interface LastTime {
  runAt: Date;
  errorCode: string | null;
  errorMessage: string | null;
}

export const WAITING_CODES = [
  'same-video',
  'uplink-down',
  'host-paused',
  'disk-full',
  'retry',
  'no-worker',
  'worker',
  'host-limit',
  'turn',
] as const;

/** Why a queued download does not run yet. */
export interface WaitingFor {
  code: (typeof WAITING_CODES)[number];
  /** In words for the person who waits. */
  message: string;
  /** When it ends, where that is known. */
  until: Date | null;
}

/** @param hostLimit how many downloads of its host may run at once */
export function waitingFor(facts: WaitingFacts, last: LastTime, hostLimit: number): WaitingFor {
  const because = (code: WaitingFor['code']) => ({ code, message: told(code, facts.host), until: null });
  if (facts.sharesFetch) return because('same-video');
  const paused = pausedBy(facts);
  if (paused) return paused;
  if (facts.delayed) return tillItsTime(last);
  if (facts.workers === 0) return because('no-worker');
  if (facts.slots === 0) return because('disk-full');
  if (facts.enqueued) return because('worker');
  return because(facts.hostInFlight >= hostLimit ? 'host-limit' : 'turn');
}

/** Not a download that is handed over to find out whether it is over. */
function pausedBy({ host, now, ...facts }: WaitingFacts): WaitingFor | undefined {
  const { uplinkPausedUntil, hostPausedUntil, hostCode } = facts;
  if (facts.enqueued) return undefined;
  if (uplinkPausedUntil !== null) {
    const message = told('uplink-down', host);
    return { code: 'uplink-down', message, until: comes(uplinkPausedUntil, now) };
  }
  if (hostPausedUntil === null) return undefined;
  const until = comes(hostPausedUntil, now);
  const why = hostCode === 'source.unreachable' ? 'host-unreachable' : 'host-paused';
  return { code: 'host-paused', message: told(until === null ? `${why}-probed` : why, host), until };
}

type Told = WaitingFor['code'] | 'host-unreachable' | 'host-unreachable-probed' | 'host-paused-probed';

function told(code: Told, host: string): string {
  return text(`waiting.${code}`, 'en', { host });
}

function comes(moment: Date, now: Date): Date | null {
  return moment > now ? moment : null;
}

function tillItsTime({ runAt: until, errorCode, errorMessage }: LastTime): WaitingFor {
  const code = errorCode === 'disk.full' ? 'disk-full' : 'retry';
  return { code, message: errorMessage ?? text('waiting.retry', 'en'), until };
}
