import { LEASE_MS } from '../running/lease';

/**
 * Of a row of `downloads` whose run was not heard of: neither was the process that had it. While that is heard, the run
 * was lost in another way, which says nothing about the download.
 */
export const WORKER_IS_SILENT = `NOT EXISTS (SELECT 1 FROM workers w
  WHERE w.id = downloads.worker_id AND w.seen_at > now() - ${String(LEASE_MS)} * interval '1 millisecond')`;

/** An assignment: which run it was. A process that was only stopped looks dead; it takes back what was its own. */
export function noteCrash(crashed: string, runId: string): string {
  return `crashed_runs = CASE WHEN ${crashed} THEN array_append(crashed_runs, ${runId}) ELSE crashed_runs END`;
}

export const NO_CRASHES = `crash_count = 0, crashed_runs = '{}'`;
