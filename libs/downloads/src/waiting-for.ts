/** What stands between a queued download and its run, as the database sees it. */
export interface WaitingFacts {
  /** PostgreSQL's time, which the others are compared with. */
  now: Date;
  /** Another download fetches the same video. */
  sharesFetch: boolean;
  /** Handed over: one of the next that a worker takes. */
  admitted: boolean;
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
  const { host } = facts;
  const because = (code: WaitingFor['code'], message: string) => ({ code, message, until: null });
  if (facts.sharesFetch) return because('same-video', "Already downloading; you'll share the file.");
  const paused = pausedBy(facts);
  if (paused) return paused;
  if (facts.delayed) return tillItsTime(last);
  if (facts.workers === 0) return because('no-worker', 'No worker is running. Tell the operator.');
  if (facts.slots === 0)
    return because(
      'disk-full',
      'The workers cannot store videos at the moment. Ask the operator to look at their disks.',
    );
  if (facts.admitted) return because('worker', 'Next in line for a free worker.');
  if (facts.hostInFlight >= hostLimit)
    return because('host-limit', `As many downloads from ${host} run as may run at once.`);
  return because('turn', 'Waiting for its turn.');
}

/** Not a download that is handed over to find out whether it is over. */
function pausedBy({ host, now, ...facts }: WaitingFacts): WaitingFor | undefined {
  const { uplinkPausedUntil, hostPausedUntil, hostCode } = facts;
  if (facts.admitted) return undefined;
  const message = 'No site can be reached at the moment. Downloads resume when the connection is back.';
  if (uplinkPausedUntil !== null)
    return { code: 'uplink-down', message, until: comes(uplinkPausedUntil, now) };
  if (hostPausedUntil === null) return undefined;
  const why =
    hostCode === 'source.unreachable' ? `${host} cannot be reached.` : `${host} asked us to slow down.`;
  const until = comes(hostPausedUntil, now);
  const next = until === null ? 'We are trying it with a few downloads first.' : 'Its downloads are paused.';
  return { code: 'host-paused', message: `${why} ${next}`, until };
}

function comes(moment: Date, now: Date): Date | null {
  return moment > now ? moment : null;
}

function tillItsTime({ runAt: until, errorCode, errorMessage }: LastTime): WaitingFor {
  const code = errorCode === 'disk.full' ? 'disk-full' : 'retry';
  return { code, message: errorMessage ?? 'It is tried again then.', until };
}
