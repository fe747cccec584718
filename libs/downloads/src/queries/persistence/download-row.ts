import { isSeen } from '@app/workers';
import { percentOf } from '../../persistence/percent-of';
import type { Download, DownloadedFile, MediaDescription } from '../../download';
import { UPLINK } from '../../hosts/persistence/host-pauses.repository';
import { waitingFor, type WaitingFacts } from '../../waiting-for';

type Timeless<T> = {
  [Key in keyof T]: T[Key] extends Date ? string : T[Key] extends Date | null ? string | null : T[Key];
};

export interface DownloadRow extends Omit<Download, 'file' | 'waitingFor'> {
  /** For queued ones; times as text. */
  waiting: Timeless<WaitingFacts> | null;
  assetId: string | null;
  storageKey: string | null;
  thumbnailKey: string | null;
  subtitleKeys: Record<string, string> | null;
  sizeBytes: number | null;
  sha256: string | null;
  media: MediaDescription | null;
}

/** Asked only where a row is queued. */
const WAITING = `jsonb_build_object(
  'now', now(), 'sharesFetch', d.waiting_asset_id IS NOT NULL, 'enqueued', d.enqueued_at IS NOT NULL, 'delayed', d.run_at > now(),
  'host', d.host,
  'uplinkPausedUntil', (SELECT p.paused_until FROM host_pauses p WHERE p.host = '${UPLINK}'),
  'hostPausedUntil', (SELECT p.paused_until FROM host_pauses p WHERE p.host = d.host),
  'hostCode', (SELECT p.code FROM host_pauses p WHERE p.host = d.host),
  'hostInFlight', (SELECT count(*) FROM downloads o
    WHERE o.host = d.host AND (o.status = 'running' OR (o.status = 'queued' AND o.enqueued_at IS NOT NULL))),
  'workers', (SELECT count(*) FROM workers w WHERE ${isSeen('w')}),
  'slots', (SELECT COALESCE(sum(slots), 0) FROM workers w WHERE ${isSeen('w')}))`;

/** Columns of `downloads d LEFT JOIN assets a ON a.id = d.asset_id`, named as in `Download`. */
export const DOWNLOAD_COLUMNS = `d.id, d.tenant_id AS "tenantId", d.requester, d.status, d.phase,
  ${percentOf('d')} AS "progressPercent", d.downloaded_bytes AS "downloadedBytes", d.total_bytes AS "totalBytes", d.speed,
  d.eta_seconds AS "etaSeconds", d.source, d.source_key AS "sourceKey", d.url, d.title, d.quality, d.subtitles, d.container, d.priority,
  d.course_id AS "courseId", d.coursework_id AS "courseworkId", d.credential_id AS "credentialId", d.video_id AS "videoId",
  d.batch_id AS "batchId", d.attempt, d.run_at AS "runAt", d.error_code AS "errorCode", d.error_message AS "errorMessage",
  d.hint, d.created_at AS "createdAt", d.started_at AS "startedAt", d.completed_at AS "completedAt",
  d.updated_at AS "updatedAt", a.id AS "assetId", a.storage_key AS "storageKey", a.thumbnail_key AS "thumbnailKey",
  a.subtitles AS "subtitleKeys", a.size_bytes AS "sizeBytes", a.sha256, a.media,
  CASE WHEN d.status = 'queued' THEN ${WAITING} END AS waiting`;

export const WITH_ASSET = `LEFT JOIN assets a ON a.id = d.asset_id`;

/** As SQL: downloads `d` that a condition holds for. */
export const selectDownloads = (condition: string, columns = DOWNLOAD_COLUMNS) =>
  `SELECT ${columns} FROM downloads d ${WITH_ASSET} WHERE ${condition}`;

/** The same of a page of ids, which is found first: what a row is told with is not looked up for those that are skipped. */
export const selectPage = (ids: string, order: string, columns = DOWNLOAD_COLUMNS) =>
  `SELECT ${columns} FROM (${ids}) page JOIN downloads d ON d.id = page.id ${WITH_ASSET} ORDER BY ${order}`;

/** @param hostLimit how many downloads of a host may run at once */
export function downloadFrom(row: DownloadRow, hostLimit: (host: string) => number): Download {
  const { assetId, storageKey, thumbnailKey, subtitleKeys, sizeBytes, sha256, media, waiting, ...download } =
    row;
  return {
    ...download,
    waitingFor: waiting && waitingFor(factsFrom(waiting), download, hostLimit(waiting.host)),
    file: fileFrom({ assetId, storageKey, thumbnailKey, subtitleKeys, sizeBytes, sha256, media }),
  };
}

function factsFrom(row: Timeless<WaitingFacts>): WaitingFacts {
  const { now, uplinkPausedUntil, hostPausedUntil, ...facts } = row;
  return {
    ...facts,
    now: new Date(now),
    uplinkPausedUntil: moment(uplinkPausedUntil),
    hostPausedUntil: moment(hostPausedUntil),
  };
}

function moment(text: string | null): Date | null {
  return text === null ? null : new Date(text);
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
