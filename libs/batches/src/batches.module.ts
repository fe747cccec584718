import { CoursesModule } from '@app/courses';
import { DatabaseModule } from '@app/database';
import { DownloadsModule } from '@app/downloads';
import { QueueModule } from '@app/queue';
import { Module } from '@nestjs/common';
import { BatchBacklog } from './batch-backlog';
import { discoverBatchJob } from './batch.jobs';
import { ChangeBatch } from './change-batch.service';
import { DiscoverBatch } from './discover-batch.service';
import { EstimateBatch } from './estimate-batch.query';
import { FindBatches } from './find-batches.query';
import { BatchDiscoveryRepository } from './persistence/batch-discovery.repository';
import { BatchEntity } from './persistence/batch.entity';
import { BatchesRepository } from './persistence/batches.repository';
import { RequestBatch } from './request-batch.service';

const PUBLIC = [BatchBacklog, ChangeBatch, DiscoverBatch, EstimateBatch, FindBatches, RequestBatch];

@Module({
  imports: [
    DatabaseModule.forFeature([BatchEntity]),
    QueueModule.forJobs(discoverBatchJob),
    CoursesModule,
    DownloadsModule,
  ],
  providers: [...PUBLIC, BatchDiscoveryRepository, BatchesRepository],
  exports: PUBLIC,
})
export class BatchesModule {}
