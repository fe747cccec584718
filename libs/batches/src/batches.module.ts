import { CoursesModule } from '@app/courses';
import { DatabaseModule } from '@app/database';
import { DownloadsModule } from '@app/downloads';
import { GoogleModule } from '@app/google';
import { QueueModule } from '@app/queue';
import { Module } from '@nestjs/common';
import { BatchBacklog } from './batch-backlog';
import { discoverBatchJob } from './batch.jobs';
import { ChangeBatch } from './change-batch.service';
import { DiscoverBatch } from './discover-batch.service';
import { EstimateBatch } from './estimate-batch.query';
import { FindCoverage } from './find-coverage.query';
import { FindBatches } from './find-batches.query';
import { BatchDiscoveryRepository } from './persistence/batch-discovery.repository';
import { BatchEntity } from './persistence/batch.entity';
import { BatchesRepository } from './persistence/batches.repository';
import { CoverageRepository } from './persistence/coverage.repository';
import { RequestBatch } from './request-batch.service';

const PUBLIC = [
  BatchBacklog,
  ChangeBatch,
  DiscoverBatch,
  EstimateBatch,
  FindBatches,
  FindCoverage,
  RequestBatch,
];

@Module({
  imports: [
    DatabaseModule.forFeature([BatchEntity]),
    QueueModule.forJobs(discoverBatchJob),
    CoursesModule,
    DownloadsModule,
    GoogleModule,
  ],
  providers: [...PUBLIC, BatchDiscoveryRepository, BatchesRepository, CoverageRepository],
  exports: PUBLIC,
})
export class BatchesModule {}
