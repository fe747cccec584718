import type { Download, DownloadedFile, MediaDescription } from '../download';

export interface DownloadRow extends Omit<Download, 'file'> {
  assetId: string | null;
  storageKey: string | null;
  thumbnailKey: string | null;
  subtitleKeys: Record<string, string> | null;
  sizeBytes: number | null;
  sha256: string | null;
  media: MediaDescription | null;
}

/** Columns of `downloads d LEFT JOIN assets a ON a.id = d.asset_id`, named as in `Download`. */
export const DOWNLOAD_COLUMNS = `d.id, d.tenant_id AS "tenantId", d.requester, d.status, d.phase,
  d.progress_percent AS "progressPercent", d.downloaded_bytes AS "downloadedBytes", d.total_bytes AS "totalBytes", d.speed,
  d.eta_seconds AS "etaSeconds", d.source, d.source_key AS "sourceKey", d.url, d.title, d.quality, d.subtitles, d.priority,
  d.course_id AS "courseId", d.coursework_id AS "courseworkId", d.credential_id AS "credentialId", d.video_id AS "videoId",
  d.batch_id AS "batchId", d.attempt, d.run_at AS "runAt", d.error_code AS "errorCode", d.error_message AS "errorMessage",
  d.hint, d.created_at AS "createdAt", d.started_at AS "startedAt", d.completed_at AS "completedAt",
  d.updated_at AS "updatedAt", a.id AS "assetId", a.storage_key AS "storageKey", a.thumbnail_key AS "thumbnailKey",
  a.subtitles AS "subtitleKeys", a.size_bytes AS "sizeBytes", a.sha256, a.media`;

export const DOWNLOAD_TABLES = `downloads d LEFT JOIN assets a ON a.id = d.asset_id`;

export function downloadFrom(row: DownloadRow): Download {
  const { assetId, storageKey, thumbnailKey, subtitleKeys, sizeBytes, sha256, media, ...download } = row;
  return {
    ...download,
    file: fileFrom({ assetId, storageKey, thumbnailKey, subtitleKeys, sizeBytes, sha256, media }),
  };
}

type FileColumns = Pick<
  DownloadRow,
  'assetId' | 'storageKey' | 'thumbnailKey' | 'subtitleKeys' | 'sizeBytes' | 'sha256' | 'media'
>;

function fileFrom(row: FileColumns): DownloadedFile | null {
  const { assetId, storageKey, sha256, media } = row;
  if (assetId === null || storageKey === null || sha256 === null || media === null) return null;
  return {
    assetId,
    storageKey,
    thumbnailKey: row.thumbnailKey,
    subtitles: row.subtitleKeys ?? {},
    sizeBytes: row.sizeBytes ?? 0,
    sha256,
    media,
  };
}
