import type { WorkTable } from '@app/work';

export interface SyncKey {
  courseId: number;
  credentialId: number;
}

const LEASE_MS = 30_000;

/** A sync without a heartbeat for this long has died. */
export const SYNC_LEASE = `interval '${String(LEASE_MS)} milliseconds'`;

/** Readings of courses. Also one that nobody asked for may be claimed: whoever needs the course reads it. */
export const SYNC_WORK: WorkTable<SyncKey> = {
  name: 'course_access',
  alias: 'a',
  key: { courseId: ['course_id', 'bigint'], credentialId: ['credential_id', 'integer'] },
  tenant: '(SELECT c.tenant_id FROM credentials c WHERE c.id = a.credential_id)',
  prefix: 'sync_',
  status: 'sync_status',
  waiting: 'queued',
  running: 'running',
  claimable: `a.sync_status <> 'running'`,
  leaseMs: LEASE_MS,
  hint: 'sync_error_hint',
  runOver: { sync_lists: 'false' },
};
