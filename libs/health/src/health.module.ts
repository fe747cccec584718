import { DownloadsModule } from '@app/downloads';
import { GoogleModule } from '@app/google';
import { MaintenanceModule } from '@app/maintenance';
import { Module } from '@nestjs/common';
import { MonitoringAccess } from './monitoring-access';
import { SystemHealth } from './system-health.query';

@Module({
  imports: [DownloadsModule, GoogleModule, MaintenanceModule],
  providers: [MonitoringAccess, SystemHealth],
  exports: [MonitoringAccess, SystemHealth],
})
export class HealthModule {}
