export interface HostPause {
  host: string;
  until: string;
  /** How many downloads wait for it. */
  waiting: number;
  /** It does not answer; the others ask us to slow down. */
  isAway: boolean;
}

/** The hosts that hold until later, of what the health of the installation says of its sources. */
export function pausesIn(sources: unknown, now: number): HostPause[] {
  const paused = (sources as { paused?: unknown } | undefined)?.paused;
  if (!Array.isArray(paused)) return [];
  return paused
    .filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null)
    .map(({ host, until, waiting, code }) => ({
      host: typeof host === 'string' ? host : '',
      until: typeof until === 'string' ? until : '',
      waiting: typeof waiting === 'number' ? waiting : 0,
      isAway: code === 'source.unreachable',
    }))
    .filter(({ host, until }) => host.includes('.') && Date.parse(until) > now);
}
