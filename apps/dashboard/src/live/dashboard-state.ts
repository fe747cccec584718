import type { LiveUpdate } from '@app/liveclient';

/** What `/ws/dashboard` tells: a whole state each time. */
export type DashboardState = LiveUpdate<'dashboard'>['data'];
export type RunningDownload = DashboardState['downloads_in_progress'][number];

/** So many downloads that run are told, those of the smallest ids. */
export const MAX_TOLD = 50;

/** A row of what runs. One that ended keeps its place for a while, so that nothing moves under a finger. */
export interface LiveRow extends RunningDownload {
  /** When it was no longer told of, in milliseconds. */
  endedAt?: number;
}

/**
 * The next rows: by start, percents that never fall, and what ended still in its place.
 * @param running those of the smallest ids, when there are too many to tell of all
 */
export function foldRows(
  before: readonly LiveRow[],
  running: readonly RunningDownload[],
  { now, isPart = false }: { now: number; isPart?: boolean },
): LiveRow[] {
  const told = new Map(running.map((row) => [row.id, row]));
  const lastTold = isPart ? running.reduce((last, { id }) => (id > last ? id : last), '') : undefined;
  const kept = before.flatMap((row): LiveRow[] => {
    const next = told.get(row.id);
    told.delete(row.id);
    if (next === undefined) {
      // It may run still, behind the end of what is told.
      const isUnknown = lastTold !== undefined && row.endedAt === undefined && row.id > lastTold;
      return isUnknown ? [] : [{ ...row, endedAt: row.endedAt ?? now }];
    }
    const progress = isSameRun(row, next) ? Math.max(row.progress, next.progress) : next.progress;
    return [{ ...next, progress }];
  });
  const added = [...told.values()].sort((a, b) => (a.started_at ?? '').localeCompare(b.started_at ?? ''));
  return [...kept, ...added];
}

function isSameRun(before: LiveRow, next: RunningDownload): boolean {
  return before.endedAt === undefined && before.started_at === next.started_at;
}

/** Leaves out what ended longer than that ago. */
export function withoutEnded(rows: readonly LiveRow[], now: number, keepMs: number): LiveRow[] {
  return rows.filter(({ endedAt }) => endedAt === undefined || now - endedAt < keepMs);
}

/** Bytes a second of everything that runs. */
export function totalSpeed(rows: readonly LiveRow[]): number {
  return rows.reduce((sum, { speed, endedAt }) => sum + (endedAt === undefined ? (speed ?? 0) : 0), 0);
}

/** Seconds until all of it is there; undefined while one of them cannot be told. */
export function lastLeft(rows: readonly LiveRow[]): number | undefined {
  const left = rows.filter(({ endedAt }) => endedAt === undefined).map(({ eta }) => eta);
  if (left.length === 0 || left.some((eta) => eta === null)) return undefined;
  return Math.max(...left.map(Number));
}
