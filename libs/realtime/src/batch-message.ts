import { type Batch, batchEta, batchPercent, batchStatus } from '@app/batches';
import { LiveMessage } from './live-message';

const OPEN = new Set(['pending', 'in_progress']);

/** The whole state of a batch, in the words of GET `/batch-downloads/{job_id}`. @param asOf microseconds */
export function batchMessage(batch: Batch, asOf: number, now: Date): LiveMessage {
  const status = batchStatus(batch);
  const isFinal = !OPEN.has(status);
  const endedAt = isFinal ? batch.completedAt : null;
  const data = batchData(batch, status);
  const timestamp = now.toISOString();
  return new LiveMessage(
    {
      socket: { type: 'batch_update', job_id: batch.id, data, timestamp },
      stream: { type: isFinal ? 'batch_ended' : 'batch_update', job_id: batch.id, ...data },
    },
    { version: [endedAt ? endedAt.getTime() * 1000 : asOf], isFinal },
  );
}

function batchData(batch: Batch, status: string) {
  const { counts, stage } = batch;
  const isKnown = stage !== 'discovering';
  return {
    status,
    progress: isKnown ? batchPercent(counts) : 0,
    course_id: batch.courseId,
    total: isKnown ? counts.total : null,
    completed: counts.completed,
    in_progress: counts.running,
    queued: counts.queued,
    failed: counts.failed,
    cancelled: counts.cancelled,
    skipped: batch.skipped,
    blocked: batch.blocked.length,
    downloaded_bytes: counts.downloadedBytes,
    total_bytes: isKnown && counts.unsized === 0 ? counts.totalBytes : null,
    speed: counts.speed,
    eta: batchEta(counts),
    error_code: batch.errorCode,
    error_message: batch.errorMessage,
  };
}
