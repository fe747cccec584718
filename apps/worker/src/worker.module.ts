import { AuditModule } from '@app/audit';
import { BatchesModule } from '@app/batches';
import { ConfigModule } from '@app/config';
import { CoursesModule } from '@app/courses';
import { DatabaseModule } from '@app/database';
import { DownloadsModule } from '@app/downloads';
import { EgressModule } from '@app/egress';
import { GoogleModule } from '@app/google';
import { HealthModule } from '@app/health';
import { MaintenanceModule } from '@app/maintenance';
import { LimitsModule } from '@app/limits';
import { MediaModule } from '@app/media';
import { ProcessMetricsModule } from '@app/observability';
import { ProcessModule } from '@app/process';
import { QueueModule, QueueWorkerModule } from '@app/queue';
import { SecurityModule } from '@app/security';
import { StorageModule } from '@app/storage';
import { WorkersModule } from '@app/workers';
import { Module } from '@nestjs/common';
import { DiscoverBatchProcessor } from './batches/discover-batch.processor';
import { SyncCourseProcessor } from './courses/sync-course.processor';
import { Dispatcher } from './dispatcher';
import { DiskGuard } from './downloads/disk-guard';
import { DiskSpaceMonitor } from './downloads/disk-space-monitor';
import { DownloadPipeline } from './downloads/download.pipeline';
import { DownloadProcessor } from './downloads/download.processor';
import { DriveSource } from './downloads/drive-source';
import { FetchVideo } from './downloads/fetch-video';
import { Heartbeat } from './downloads/heartbeat';
import { LiveRuns } from './downloads/live-runs';
import { MakeThumbnails } from './downloads/make-thumbnails.service';
import { Staging } from './downloads/staging';
import { StoreMedia } from './downloads/store-media';
import { HealthController } from './health/health.controller';
import { MetricsController } from './health/metrics.controller';
import { MonitoringGuard } from './health/monitoring.guard';
import { WORKER_METRICS, WorkerMetrics } from './health/worker-metrics';
import { CleanUpProcessor } from './maintenance/clean-up.processor';
import { SweepStaging } from './maintenance/sweep-staging.service';
import { StorageWatch } from './storage/storage-watch';
import { RequireIsolation } from './require-isolation';
import { TakeJobs } from './take-jobs';

@Module({
  imports: [
    ConfigModule,
    DatabaseModule.forApp('classroom-worker'),
    SecurityModule,
    AuditModule,
    ProcessModule,
    EgressModule,
    StorageModule,
    QueueModule,
    QueueWorkerModule,
    GoogleModule,
    MediaModule,
    CoursesModule,
    DownloadsModule,
    BatchesModule,
    HealthModule,
    LimitsModule,
    MaintenanceModule,
    ProcessMetricsModule,
    WorkersModule,
  ],
  controllers: [HealthController, MetricsController],
  providers: [
    CleanUpProcessor,
    Dispatcher,
    DiscoverBatchProcessor,
    DiskGuard,
    DiskSpaceMonitor,
    DownloadPipeline,
    DownloadProcessor,
    DriveSource,
    FetchVideo,
    Heartbeat,
    LiveRuns,
    MakeThumbnails,
    MonitoringGuard,
    RequireIsolation,
    Staging,
    StorageWatch,
    StoreMedia,
    SweepStaging,
    SyncCourseProcessor,
    TakeJobs,
    WorkerMetrics,
    ...WORKER_METRICS,
  ],
})
export class WorkerModule {}
