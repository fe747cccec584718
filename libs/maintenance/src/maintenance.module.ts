import { AuditModule, PruneSecurityEvents } from '@app/audit';
import { DatabaseModule } from '@app/database';
import { DownloadsModule, RemoveExpired } from '@app/downloads';
import type { MaintenanceTask } from '@app/kernel';
import { QueueModule } from '@app/queue';
import { ScheduledWorkModule } from '@app/work';
import { WorkersModule } from '@app/workers';
import { Module } from '@nestjs/common';
import { AdoptStorage } from './adopt-storage.service';
import { CleanUp } from './clean-up.service';
import { CleanUpBacklog } from './clean-up-backlog';
import { cleanUpJob } from './clean-up.jobs';
import { FindQuarantine } from './find-quarantine.query';
import { StorageIdentityEntity } from './persistence/storage-identity.entity';
import { StorageIdentityRepository } from './persistence/storage-identity.repository';
import { PurgeQuarantine } from './purge-quarantine.service';
import { MAINTENANCE_TASKS, RunMaintenance } from './run-maintenance.service';
import { StorageIdentity } from './storage-identity.service';
import { FindStorageStatus } from './storage-status.query';
import { SweepOrphans } from './sweep-orphans.service';

const PUBLIC = [AdoptStorage, CleanUp, CleanUpBacklog, FindQuarantine, FindStorageStatus, StorageIdentity];
const TASKS = [RemoveExpired, SweepOrphans, PurgeQuarantine, PruneSecurityEvents];

@Module({
  imports: [
    DatabaseModule.forFeature([StorageIdentityEntity]),
    QueueModule.forJobs(cleanUpJob),
    DownloadsModule,
    ScheduledWorkModule,
    AuditModule,
    WorkersModule,
  ],
  providers: [
    ...PUBLIC,
    StorageIdentityRepository,
    PurgeQuarantine,
    RunMaintenance,
    SweepOrphans,
    { provide: MAINTENANCE_TASKS, useFactory: (...tasks: MaintenanceTask[]) => tasks, inject: TASKS },
  ],
  exports: PUBLIC,
})
export class MaintenanceModule {}
