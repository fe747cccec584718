import { type DownloadStatus, isFinal, type LiveDownload } from '@app/downloads';
import type { DownloadState } from './download-state';
import { LiveMessage } from './live-message';
import type { Version } from './version';

/** The words of the product's first clients. */
const STATUS: Record<DownloadStatus, string> = {
  queued: 'pending',
  running: 'downloading',
  completed: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
};

const ENDS: Partial<Record<DownloadStatus, { type: string; message: string }>> = {
  completed: { type: 'download_completed', message: 'Download concluído' },
  failed: { type: 'download_failed', message: 'Download falhou' },
  cancelled: { type: 'download_cancelled', message: 'Download cancelado' },
};

const RANK: Record<DownloadStatus, number> = { queued: 0, running: 1, completed: 2, failed: 2, cancelled: 2 };

/** In tenths of a percent. */
const COMPLETE = 1000;

/** In a dashboard, which lists many. */
const MAX_LISTED_URL = 500;

export function versionOf({ row, tenths }: DownloadState): Version {
  return [row.generation, RANK[row.status], tenths, begunAt(row)];
}

/** Tells what is tried again by hand, and begins at 0, from what goes on. */
function begunAt({ startedAt }: LiveDownload): number {
  return startedAt?.getTime() ?? 0;
}

/** The whole state of a download, in both shapes. */
export function downloadMessage(state: DownloadState, madeAt: number | undefined, now: Date): LiveMessage {
  const { row } = state;
  const data = downloadData(state);
  const end = ENDS[row.status];
  const socket = { type: 'download_update', download_id: row.id, data, timestamp: now.toISOString() };
  const stream = { type: 'progress_update', download_id: row.id, ...data, ...end };
  return new LiveMessage(
    { socket, stream },
    {
      version: versionOf(state),
      isFinal: isFinal(row.status),
      madeAt,
      raisedTo: (seen) => {
        const raised = withSeen(state, seen);
        return raised && downloadMessage(raised, madeAt, now);
      },
    },
  );
}

/** Rows are written more rarely than reports come: another replica may have shown more of the same run. */
function withSeen(
  state: DownloadState,
  [, , tenths = 0, seenBegunAt = 0]: Version,
): DownloadState | undefined {
  const isSameBeginning = seenBegunAt > 0 && seenBegunAt === begunAt(state.row);
  return isSameBeginning && tenths > state.tenths && tenths < COMPLETE ? { ...state, tenths } : undefined;
}

/** What the first clients know comes first; what they do not know stands beside it. */
export function downloadData({ row, tenths, live }: DownloadState) {
  const { downloadedBytes, totalBytes, speed, etaSeconds, phase } = live ?? row;
  return {
    progress: tenths / 10,
    status: STATUS[row.status],
    title: row.title ?? row.file?.media.title ?? null,
    thumbnail: thumbnailOf(row),
    url: row.url,
    phase,
    downloaded_bytes: downloadedBytes,
    total_bytes: totalBytes,
    speed,
    eta: etaSeconds,
    waiting_for: row.waitingFor,
    course_id: row.courseId,
    batch_download_id: row.batchId,
    error_code: row.errorCode,
    error_message: row.errorMessage,
    hint: row.hint,
    file_path: row.file?.storageKey ?? null,
    file_size: row.file?.sizeBytes ?? null,
    format: row.file?.media.format ?? null,
  };
}

/** As a dashboard lists what runs. */
export function runningData(state: DownloadState) {
  const { row } = state;
  const { progress, status, title, thumbnail, url, file_size, format, ...more } = downloadData(state);
  return {
    id: row.id,
    url: url.length > MAX_LISTED_URL ? `${url.slice(0, MAX_LISTED_URL - 1)}…` : url,
    title,
    thumbnail,
    progress,
    status,
    duration: row.file?.media.durationSeconds ?? null,
    quality: row.quality,
    file_size,
    format,
    started_at: row.startedAt,
    phase: more.phase,
    downloaded_bytes: more.downloaded_bytes,
    total_bytes: more.total_bytes,
    speed: more.speed,
    eta: more.eta,
    course_id: more.course_id,
    batch_download_id: more.batch_download_id,
  };
}

function thumbnailOf({ id, file }: LiveDownload): string | null {
  return file?.thumbnailKey ? `/api/v1/downloads/${id}/thumbnail` : null;
}
