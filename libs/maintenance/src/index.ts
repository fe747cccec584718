export { AdoptStorage, type AdoptionReport } from './adopt-storage.service';
export { CleanUp } from './clean-up.service';
export { CleanUpBacklog } from './clean-up-backlog';
export { cleanUpJob, CleanUpPayload } from './clean-up.jobs';
export { FindQuarantine, type ListedFile } from './find-quarantine.query';
export { MaintenanceModule } from './maintenance.module';
export type { MaintenanceSummary } from './run-maintenance.service';
export { StorageIdentity, type StorageState } from './storage-identity.service';
export { FindStorageStatus, type StorageStatus } from './storage-status.query';
