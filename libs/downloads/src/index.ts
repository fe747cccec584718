export { allowedActions, DOWNLOAD_ACTIONS, type DownloadAction } from './allowed-actions';
export { AddBatchDownloads, type BatchRequest } from './add-batch-downloads.service';
export { CancelDownloads } from './cancel-downloads.service';
export { CountDownloads } from './count-downloads.query';
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
export { EndDiskWaits } from './end-disk-waits.service';
export { FindDownloads } from './find-downloads.query';
export { DOWNLOAD_SORTS, type DownloadFilter, type DownloadSort } from './persistence/downloads.repository';
export type { LiveDownload, QueueCounts, RowVersion, StoredHistory } from './live-downloads';
export { percentOf } from './persistence/download-row';
export { LiveDownloads } from './live-downloads.query';
export { HostBreakers } from './hosts/host-breakers.service';
export { PausedHosts } from './hosts/paused-hosts.query';
export { type HostPause, UPLINK } from './persistence/host-pauses.repository';
export { DURATION_BOUNDS } from './persistence/outcomes.repository';
export type { LiveWorker } from './persistence/workers.repository';
export {
  type BlockedVideo,
  RequestDownloads,
  type RequestedDownloads,
  type RequestedVideo,
} from './request-downloads.service';
export { FileTooLarge, StorageQuotaReached } from './download.errors';
export type { Standing, Standings } from './quota/quota';
export { type AskedDownload, StorageQuotas } from './quota/storage-quotas.service';
export { classifyRequestedUrl, type RequestedAddress } from './requested-url';
export { CleanUpBacklog } from './retention/clean-up-backlog';
export { cleanUpJob, CleanUpPayload } from './retention/clean-up.jobs';
export { RemoveExpired } from './retention/remove-expired.service';
export { UnfinishedDownloads } from './retention/unfinished-downloads.query';
export { RetryDownloads } from './retry-downloads.service';
export type { Claim, DownloadRun, RunProgress, StoredMedia } from './running/download-run';
export { BEAT_MS, STOP_MS } from './running/lease';
export { RunLifecycle } from './running/run-lifecycle.service';
export { StoredFiles } from './stored-files.query';
export { WAITING_CODES } from './waiting-for';
export { WorkerRegistry } from './running/worker-registry.service';
export { changeableBy, seenBy, sees } from './persistence/visibility';
