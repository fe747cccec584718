import { CoursesModule } from '@app/courses';
import { DatabaseModule } from '@app/database';
import { GoogleModule } from '@app/google';
import { QueueModule } from '@app/queue';
import { Module } from '@nestjs/common';
import { AnnounceChanges } from './announce-changes';
import { AddBatchDownloads } from './add-batch-downloads.service';
import { CancelDownloads } from './cancel-downloads.service';
import { CountDownloads } from './count-downloads.query';
import { EndDiskWaits } from './end-disk-waits.service';
import { DownloadBacklog } from './dispatching/download-backlog';
import { ShareSlots } from './dispatching/share-slots.service';
import { runDownloadJob } from './download.jobs';
import { FindDownloads } from './find-downloads.query';
import { LiveDownloads } from './live-downloads.query';
import { PurgeFiles } from './purge-files.service';
import { HostBreakers } from './hosts/host-breakers.service';
import { PausedHosts } from './hosts/paused-hosts.query';
import { DispatchRepository } from './persistence/dispatch.repository';
import { AssetEntity } from './persistence/asset.entity';
import { AssetsRepository } from './persistence/assets.repository';
import { CancellationRepository } from './persistence/cancellation.repository';
import { DiskWaitsRepository } from './persistence/disk-waits.repository';
import { DownloadEntity } from './persistence/download.entity';
import { DownloadsRepository } from './persistence/downloads.repository';
import {
  DownloadOutcomeEntity,
  HostPauseEntity,
  ScheduledWorkEntity,
  WorkerEntity,
} from './persistence/operations.entity';
import { HostPausesRepository } from './persistence/host-pauses.repository';
import { LiveDownloadsRepository } from './persistence/live-downloads.repository';
import { OutcomesRepository } from './persistence/outcomes.repository';
import { RetentionRepository } from './persistence/retention.repository';
import { RunsRepository } from './persistence/runs.repository';
import { ScheduledWorkRepository } from './persistence/scheduled-work.repository';
import { SharesRepository } from './persistence/shares.repository';
import { StoredFilesRepository } from './persistence/stored-files.repository';
import { UnusedAssetsRepository } from './persistence/unused-assets.repository';
import { WorkersRepository } from './persistence/workers.repository';
import { TenantStorageEntity } from './persistence/tenant-storage.entity';
import { StorageUsageRepository } from './persistence/storage-usage.repository';
import { StorageQuotas } from './quota/storage-quotas.service';
import { RequestDownloads } from './request-downloads.service';
import { CleanUpBacklog } from './retention/clean-up-backlog';
import { cleanUpJob } from './retention/clean-up.jobs';
import { RemoveExpired } from './retention/remove-expired.service';
import { UnfinishedDownloads } from './retention/unfinished-downloads.query';
import { RetryDownloads } from './retry-downloads.service';
import { RunLifecycle } from './running/run-lifecycle.service';
import { StoredFiles } from './stored-files.query';
import { WorkerRegistry } from './running/worker-registry.service';

const ENTITIES = [
  AssetEntity,
  DownloadEntity,
  DownloadOutcomeEntity,
  HostPauseEntity,
  ScheduledWorkEntity,
  TenantStorageEntity,
  WorkerEntity,
];

const PUBLIC = [
  AddBatchDownloads,
  CancelDownloads,
  RemoveExpired,
  CleanUpBacklog,
  CountDownloads,
  DownloadBacklog,
  EndDiskWaits,
  FindDownloads,
  HostBreakers,
  LiveDownloads,
  PausedHosts,
  RequestDownloads,
  RetryDownloads,
  RunLifecycle,
  StoredFiles,
  StorageQuotas,
  UnfinishedDownloads,
  WorkerRegistry,
];

@Module({
  imports: [
    DatabaseModule.forFeature(ENTITIES),
    QueueModule.forJobs(runDownloadJob, cleanUpJob),
    CoursesModule,
    GoogleModule,
  ],
  providers: [
    ...PUBLIC,
    AnnounceChanges,
    DispatchRepository,
    AssetsRepository,
    CancellationRepository,
    DiskWaitsRepository,
    DownloadsRepository,
    PurgeFiles,
    HostPausesRepository,
    LiveDownloadsRepository,
    OutcomesRepository,
    RetentionRepository,
    RunsRepository,
    ScheduledWorkRepository,
    ShareSlots,
    SharesRepository,
    StoredFilesRepository,
    StorageUsageRepository,
    UnusedAssetsRepository,
    WorkersRepository,
  ],
  exports: PUBLIC,
})
export class DownloadsModule {}
