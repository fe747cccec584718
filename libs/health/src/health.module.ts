import { DownloadsModule } from '@app/downloads';
import { GoogleModule } from '@app/google';
import { MaintenanceModule } from '@app/maintenance';
import { Module } from '@nestjs/common';
import { SystemHealth } from './system-health.query';

@Module({
  imports: [DownloadsModule, GoogleModule, MaintenanceModule],
  providers: [SystemHealth],
  exports: [SystemHealth],
})
export class HealthModule {}
