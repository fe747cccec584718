export {
  type Batch,
  BATCH_STATUSES,
  batchEta,
  batchPercent,
  batchStatus,
  type BatchStatus,
  type BlockedInBatch,
  COURSEWORK_KINDS,
} from './batch';
export { BatchBacklog } from './batch-backlog';
export { discoverBatchJob, DiscoverBatchPayload } from './batch.jobs';
export { BatchesModule } from './batches.module';
export { ChangeBatch } from './change-batch.service';
export { DiscoverBatch } from './discover-batch.service';
export { type BatchEstimate, EstimateBatch } from './estimate-batch.query';
export { type Coverage, COVERAGE_STATES, type CoverageState } from './coverage';
export { FindBatches } from './find-batches.query';
export { FindCoverage } from './find-coverage.query';
export { type BatchOptions, RequestBatch } from './request-batch.service';
