export { LeaseLost } from './lease-lost';
export type { Bind } from './persistence/binder';
export { ClaimedRow } from './persistence/claimed-row';
export { RequestedRow } from './persistence/requested-row';
export {
  ClaimedWork,
  type Enqueued,
  type Held,
  type Requeue,
  type WorkError,
} from './persistence/claimed-work';
export { correlated, QueueBacklog } from './queue-backlog';
export { decideRetry, type RetryDecision, type RunsSoFar } from './retry-policy';
export { PeriodicTask } from './periodic-task';
export { ScheduledWorkRepository } from './persistence/scheduled-work.repository';
export { ScheduledWorkModule } from './scheduled-work.module';
export { whileHeld } from './while-held';
export type { WorkTable } from './work-table';
