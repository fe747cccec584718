import { DownloadsModule } from '@app/downloads';
import { HealthModule } from '@app/health';
import { QueueModule } from '@app/queue';
import { WorkersModule } from '@app/workers';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { HealthController } from './health.controller';
import { MetricsController } from './metrics.controller';
import { InstallationMetrics } from './installation-metrics';

/** Probes and metrics. */
@Module({
  imports: [DownloadsModule, HealthModule, QueueModule, HttpModule, WorkersModule],
  controllers: [HealthController, MetricsController],
  providers: [InstallationMetrics],
})
export class HealthApiModule {}
