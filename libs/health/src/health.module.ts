import { DownloadsModule } from '@app/downloads';
import { GoogleModule } from '@app/google';
import { MaintenanceModule } from '@app/maintenance';
import { WorkersModule } from '@app/workers';
import { Module } from '@nestjs/common';
import { MonitoringAccess } from './monitoring-access';
import { SystemHealth } from './system-health.query';

@Module({
  imports: [DownloadsModule, GoogleModule, MaintenanceModule, WorkersModule],
  providers: [MonitoringAccess, SystemHealth],
  exports: [MonitoringAccess, SystemHealth],
})
export class HealthModule {}
