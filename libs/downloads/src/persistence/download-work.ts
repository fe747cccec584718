import type { WorkTable } from '@app/work';
import { isSeen, LEASE_MS } from '@app/workers';
import { statusAfter } from '../download';

export interface DownloadKey {
  downloadId: string;
}

/**
 * Of a row whose run sent no heartbeat: nor did the process that had it. While that is heard, the run was lost in
 * another way, which says nothing about the download.
 */
const WORKER_IS_SILENT = `NOT EXISTS (SELECT 1 FROM workers w
  WHERE w.id = d.worker_id AND ${isSeen('w')})`;

export const DOWNLOAD_WORK = {
  name: 'downloads',
  alias: 'd',
  key: { downloadId: ['id', 'uuid'] },
  tenant: 'd.tenant_id',
  status: 'status',
  waiting: statusAfter('requeue'),
  running: statusAfter('claim'),
  leaseMs: LEASE_MS,
  crashed: WORKER_IS_SILENT,
  attempt: 'attempt',
  hint: 'hint',
  correlationId: 'correlation_id',
  touched: { updated_at: 'now()' },
  runOver: { phase: 'NULL', speed: 'NULL', eta_seconds: 'NULL' },
  noCrashes: { crashed_runs: `'{}'` },
} satisfies WorkTable<DownloadKey>;

/** Which run it was that crashed. A process that was only stopped looks dead; it takes back what was its own. */
export function noteCrash(crashed: string, runId: string): { crashed_runs: string } {
  return {
    crashed_runs: `CASE WHEN ${crashed} THEN array_append(d.crashed_runs, ${runId}) ELSE d.crashed_runs END`,
  };
}
