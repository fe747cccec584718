export { AppError, type AppErrorOptions, messageOf } from './app-error';
export { Clock, SystemClock } from './clock';
export type { ErrorCode } from './error-codes';
export { isUuid } from './ids';
export { PermanentError, RetryableError, SnoozeError, type SnoozeOptions } from './outcomes';
export { StartupError } from './startup-error';
export { delay, fullJitter, within } from './waiting';
export { mapConcurrently } from './map-concurrently';
export type { Viewer } from './viewer';
