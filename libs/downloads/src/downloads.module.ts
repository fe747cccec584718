import { CoursesModule } from '@app/courses';
import { DatabaseModule } from '@app/database';
import { GoogleModule } from '@app/google';
import { QueueModule } from '@app/queue';
import { ScheduledWorkModule } from '@app/work';
import { WorkersModule } from '@app/workers';
import { Module } from '@nestjs/common';
import { AnnounceChanges } from './announce-changes.service';
import { AddBatchDownloads } from './requests/add-batch-downloads.service';
import { CancelDownloads } from './requests/cancel-downloads.service';
import { CountDays } from './outcomes/count-days.query';
import { CountDownloads } from './outcomes/count-downloads.query';
import { EndDiskWaits } from './dispatching/end-disk-waits.service';
import { DownloadBacklog } from './dispatching/download-backlog';
import { ShareSlots } from './dispatching/share-slots.service';
import { runDownloadJob } from './download.jobs';
import { FindDownloads } from './queries/find-downloads.query';
import { LiveDownloads } from './queries/live-downloads.query';
import { MissingThumbnails } from './files/missing-thumbnails.service';
import { MissingThumbnailsRepository } from './files/persistence/missing-thumbnails.repository';
import { PurgeFiles } from './files/purge-files.service';
import { HostBreakers } from './hosts/host-breakers.service';
import { PausedHosts } from './hosts/paused-hosts.query';
import { DispatchRepository } from './dispatching/persistence/dispatch.repository';
import { AssetEntity } from './files/persistence/asset.entity';
import { AssetsRepository } from './files/persistence/assets.repository';
import { RequestedDownloadsRepository } from './requests/persistence/requested-downloads.repository';
import { DiskWaitsRepository } from './dispatching/persistence/disk-waits.repository';
import { DownloadEntity } from './persistence/download.entity';
import { DownloadsRepository } from './queries/persistence/downloads.repository';
import { HostPauseEntity } from './hosts/persistence/host-pause.entity';
import { DownloadOutcomeEntity } from './outcomes/persistence/download-outcome.entity';
import { OutcomeDayEntity } from './outcomes/persistence/outcome-day.entity';
import { HostPausesRepository } from './hosts/persistence/host-pauses.repository';
import { LiveDownloadsRepository } from './queries/persistence/live-downloads.repository';
import { OutcomesRepository } from './outcomes/persistence/outcomes.repository';
import { RetentionRepository } from './retention/persistence/retention.repository';
import { RunsRepository } from './running/persistence/runs.repository';
import { SharesRepository } from './dispatching/persistence/shares.repository';
import { StoredFilesRepository } from './files/persistence/stored-files.repository';
import { UnusedAssetsRepository } from './files/persistence/unused-assets.repository';
import { TenantStorageEntity } from './quota/persistence/tenant-storage.entity';
import { StorageUsageRepository } from './quota/persistence/storage-usage.repository';
import { StorageQuotas } from './quota/storage-quotas.service';
import { RequestDownloads } from './requests/request-downloads.service';
import { RemoveExpired } from './retention/remove-expired.service';
import { UnfinishedDownloads } from './retention/unfinished-downloads.query';
import { RetryDownloads } from './requests/retry-downloads.service';
import { RunLifecycle } from './running/run-lifecycle.service';
import { StoredFiles } from './files/stored-files.query';

const ENTITIES = [
  AssetEntity,
  DownloadEntity,
  DownloadOutcomeEntity,
  HostPauseEntity,
  OutcomeDayEntity,
  TenantStorageEntity,
];

const PUBLIC = [
  AddBatchDownloads,
  CancelDownloads,
  RemoveExpired,
  CountDays,
  CountDownloads,
  DownloadBacklog,
  EndDiskWaits,
  FindDownloads,
  HostBreakers,
  LiveDownloads,
  MissingThumbnails,
  PausedHosts,
  RequestDownloads,
  RetryDownloads,
  RunLifecycle,
  StoredFiles,
  StorageQuotas,
  UnfinishedDownloads,
];

@Module({
  imports: [
    DatabaseModule.forFeature(ENTITIES),
    QueueModule.forJobs(runDownloadJob),
    CoursesModule,
    GoogleModule,
    ScheduledWorkModule,
    WorkersModule,
  ],
  providers: [
    ...PUBLIC,
    AnnounceChanges,
    DispatchRepository,
    AssetsRepository,
    RequestedDownloadsRepository,
    DiskWaitsRepository,
    DownloadsRepository,
    PurgeFiles,
    HostPausesRepository,
    LiveDownloadsRepository,
    MissingThumbnailsRepository,
    OutcomesRepository,
    RetentionRepository,
    RunsRepository,
    ShareSlots,
    SharesRepository,
    StoredFilesRepository,
    StorageUsageRepository,
    UnusedAssetsRepository,
  ],
  exports: PUBLIC,
})
export class DownloadsModule {}
