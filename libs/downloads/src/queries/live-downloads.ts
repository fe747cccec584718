import type { Download } from '../download';

/** A download with what tells an older state from a newer one. */
export interface LiveDownload extends Download {
  runId: string | null;
  /** Every way back to queued raises it. */
  generation: number;
}

/** Whose downloads are counted: a tenant's, or of these one requester's. */
export interface DownloadsOf {
  tenantId: string;
  /** Null: everybody's. */
  requester: string | null;
}

export interface RowVersion {
  id: string;
  status: Download['status'];
  updatedAt: Date;
  runId: string | null;
}

export interface QueueCounts {
  queued: number;
  running: number;
  /** Of the oldest that waits, among all of the tenant that wait; 0: none waits. */
  position: number;
  /** Microseconds since 1970, by the clock of PostgreSQL. */
  asOf: number;
}

/** Counts end at 100,000 of a kind. Days, weeks and months begin at midnight UTC. */
export interface StoredHistory {
  completed: number;
  failed: number;
  cancelled: number;
  today: number;
  thisWeek: number;
  thisMonth: number;
  averageSeconds: number | null;
}

/** Counts end at 100,000 of a kind. */
export interface RequestedLately {
  today: number;
  thisWeek: number;
}
