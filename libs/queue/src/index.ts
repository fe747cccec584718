export { Backlog } from './backlog';
export { defineJob, type JobContract, type JobPayload } from './define-job';
export { JobProcessor, type JobRun } from './job-processor';
export { JobQueues, type NewJob, type QueueDepth } from './job-queues';
export { JobWorkers } from './job-workers';
export { ProcessesJob } from './processes-job.decorator';
export { QueueModule, QueueWorkerModule } from './queue.module';
export { RedisHealth } from './redis-health';
export { Signals, type SignalMap } from './signals';
