import type { CourseWarning } from '@app/courses';
import type { CourseworkKind } from '@app/google';
import type { DownloadOptions } from '@app/downloads';

export const BATCH_STATUSES = [
  'pending',
  'in_progress',
  'completed',
  'partially_completed',
  'failed',
  'cancelled',
] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];

/** How far a batch itself has come; what became of its downloads is counted. */
export type BatchStage = 'discovering' | 'discovered' | 'failed' | 'cancelled';

export const COURSEWORK_KINDS: readonly CourseworkKind[] = ['assignment', 'material', 'announcement'];

export interface BatchCounts {
  total: number;
  queued: number;
  running: number;
  completed: number;
  failed: number;
  cancelled: number;
  downloadedBytes: number;
  totalBytes: number;
  /** Downloads whose size nobody knows yet. */
  unsized: number;
  /** Mean of the downloads' percentages. */
  meanPercent: number;
  /** Bytes a second, all together. */
  speed: number;
}

/** A video that is left out of a batch, and why. */
export interface BlockedInBatch {
  video_id: string;
  title: string | null;
  code: string | null;
  reason: string | null;
  hint: string | null;
}

/** All videos of a course, asked for at once. */
export interface Batch {
  id: string;
  tenantId: string;
  requester: string;
  /** Null when the account went with its owner. */
  credentialId: number | null;
  courseId: string;
  kinds: CourseworkKind[];
  skipExisting: boolean;
  quality: DownloadOptions['quality'];
  subtitles: boolean;
  stage: BatchStage;
  skipped: number;
  blocked: BlockedInBatch[];
  warnings: CourseWarning[];
  errorCode: string | null;
  errorMessage: string | null;
  createdAt: Date;
  discoveredAt: Date | null;
  completedAt: Date | null;
  counts: BatchCounts;
}

/** What the counts of its downloads say about a batch. */
export function batchStatus(
  batch: Pick<Batch, 'stage' | 'blocked' | 'skipped' | 'counts' | 'discoveredAt'>,
): BatchStatus {
  const { stage, counts, blocked, skipped, discoveredAt } = batch;
  if (stage === 'discovering') return 'pending';
  if (stage === 'failed') return 'failed';
  if (counts.queued + counts.running > 0) return 'in_progress';
  // The last one may have ended just before it was cancelled, and what was cancelled may have been tried again since.
  if (stage === 'cancelled' && (discoveredAt === null || counts.cancelled > 0)) return 'cancelled';
  if (counts.total === 0) return blocked.length > 0 && skipped === 0 ? 'failed' : 'completed';
  if (counts.completed === counts.total) return 'completed';
  if (counts.completed > 0) return 'partially_completed';
  return counts.cancelled === counts.total ? 'cancelled' : 'failed';
}

/** How much is done, from 0 to 100 with one decimal: by bytes when every size is known, otherwise by downloads. */
export function batchPercent({
  total,
  unsized,
  totalBytes,
  downloadedBytes,
  meanPercent,
}: BatchCounts): number {
  if (total === 0) return 100;
  const exact = unsized === 0 && totalBytes > 0;
  const tenths = exact ? (downloadedBytes / totalBytes) * 1000 : meanPercent * 10;
  return Math.min(1000, Math.floor(tenths)) / 10;
}

/** Seconds left at the present speed, or null while nobody can tell. */
export function batchEta({ unsized, totalBytes, downloadedBytes, speed }: BatchCounts): number | null {
  if (unsized > 0 || speed <= 0) return null;
  return Math.ceil(Math.max(0, totalBytes - downloadedBytes) / speed);
}
