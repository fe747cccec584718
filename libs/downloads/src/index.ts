export { allowedActions, DOWNLOAD_ACTIONS, type DownloadAction } from './queries/allowed-actions';
export { AddBatchDownloads, type BatchRequest } from './requests/add-batch-downloads.service';
export { CancelDownloads } from './requests/cancel-downloads.service';
export { CountDays } from './outcomes/count-days.query';
export { CountDownloads } from './outcomes/count-downloads.query';
export { DownloadBacklog } from './dispatching/download-backlog';
export {
  DEFAULT_OPTIONS,
  type Download,
  DOWNLOAD_STATUSES,
  isFinal,
  type DownloadedFile,
  type DownloadOptions,
  type DownloadStatus,
  type MediaDescription,
  type MediaWarning,
  type Phase,
} from './download';
export { type DownloadProgressEvent, runDownloadJob, RunDownloadPayload } from './download.jobs';
export { DownloadsModule } from './downloads.module';
export { EndDiskWaits } from './dispatching/end-disk-waits.service';
export { FindDownloads } from './queries/find-downloads.query';
export {
  DOWNLOAD_SORTS,
  type DownloadFilter,
  type DownloadSort,
} from './queries/persistence/downloads.repository';
export type { LiveDownload, QueueCounts, RowVersion, StoredHistory } from './queries/live-downloads';
export { percentOf } from './persistence/percent-of';
export { LiveDownloads } from './queries/live-downloads.query';
export { MissingThumbnails } from './files/missing-thumbnails.service';
export type { MissingThumbnail } from './files/persistence/missing-thumbnails.repository';
export { HostBreakers } from './hosts/host-breakers.service';
export { PausedHosts } from './hosts/paused-hosts.query';
export { type HostPause, UPLINK } from './hosts/persistence/host-pauses.repository';
export { DURATION_BOUNDS } from './outcomes/persistence/outcomes.repository';
export {
  type BlockedVideo,
  RequestDownloads,
  type RequestedDownloads,
  type RequestedVideo,
} from './requests/request-downloads.service';
export { DownloadFileLost, FileTooLarge, StorageQuotaReached } from './download.errors';
export type { Standing, Standings } from './quota/quota';
export { type AskedDownload, StorageQuotas } from './quota/storage-quotas.service';
export { classifyRequestedUrl, type RequestedAddress } from './requests/requested-url';
export { RemoveExpired } from './retention/remove-expired.service';
export { UnfinishedDownloads } from './retention/unfinished-downloads.query';
export { RetryDownloads } from './requests/retry-downloads.service';
export type { Claim, DownloadRun, RunProgress, StoredMedia } from './download-run';
export { RunLifecycle } from './running/run-lifecycle.service';
export { StoredFiles } from './files/stored-files.query';
export { WAITING_CODES } from './waiting-for';
export { changeableBy, seenBy, sees } from './persistence/visibility';
