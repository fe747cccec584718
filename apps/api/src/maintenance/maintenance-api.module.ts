import { AuthModule } from '@app/auth';
import { DownloadsModule } from '@app/downloads';
import { MaintenanceModule } from '@app/maintenance';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { MaintenanceController } from './maintenance.controller';

/** Clean-up and quarantine. */
@Module({
  imports: [AuthModule, DownloadsModule, MaintenanceModule, HttpModule],
  controllers: [MaintenanceController],
})
export class MaintenanceApiModule {}
