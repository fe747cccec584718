/** A day where people live, and the moment at which it begins there. */
export interface LocalDay {
  /** `2026-11-22` */
  date: string;
  begins: Date;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The last days until now, today being the last of them. */
export function lastLocalDays(count: number, timeZone: string, now: Date): LocalDay[] {
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const today = Date.parse(localTime(clock, now).date);
  return Array.from({ length: count }, (_, index) => {
    const midnight = today - (count - 1 - index) * DAY_MS;
    return { date: new Date(midnight).toISOString().slice(0, 10), begins: beginning(clock, midnight) };
  });
}

/** @param midnight that of UTC */
function beginning(clock: Intl.DateTimeFormat, midnight: number): Date {
  const about = new Date(midnight - localTime(clock, new Date(midnight)).offsetMs);
  // The clocks may be changed between the two midnights, and even at this one: then the day begins with the change.
  const exact = new Date(midnight - localTime(clock, about).offsetMs);
  return Date.parse(localTime(clock, exact).date) === midnight ? exact : about;
}

/** What the clocks there show, and how far they are before those of UTC. */
function localTime(clock: Intl.DateTimeFormat, at: Date): { date: string; offsetMs: number } {
  const { year, month, day, hour, minute } = Object.fromEntries(
    clock.formatToParts(at).map(({ type, value }) => [type, value]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>;
  const date = `${year}-${month}-${day}`;
  const shown = Date.parse(`${date}T${hour}:${minute}Z`);
  return { date, offsetMs: shown - Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS };
}
