export { boundedText, TEXT_LIMITS } from './bounded-text';
export { AppError, type AppErrorOptions, messageOf } from './app-error';
export { Clock } from './clock';
export { ERROR_CODES, type ErrorCode } from './error-codes';
export { formatBytes } from './format-bytes';
export { KeptFor } from './kept-for';
export { isUuid } from './ids';
export {
  type MaintenanceItem,
  type MaintenanceOptions,
  type MaintenanceReport,
  MaintenanceTask,
} from './maintenance-task';
export { PermanentError, RetryableError, SnoozeError, type SnoozeOptions } from './outcomes';
export { exitWithin } from './shutdown-deadline';
export { runMain, StartupError } from './startup-error';
export { onCallInTransaction, refuseInTransaction, withinTransaction } from './transaction-scope';
export { TENANT_ID } from './tenant-id';
export { delay, fullJitter, within } from './waiting';
export { mapConcurrently } from './map-concurrently';
export type { Viewer } from './viewer';
export { trimEndOf } from './trim-end';
export { VERSION } from './version';
export { parseRetryAfter } from './retry-after';
export { isVideoFileName } from './video-file-name';
export { OnDemandThread, type ThreadOptions, ThreadUnavailable } from './on-demand-thread';
