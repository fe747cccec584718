import { DownloadsModule } from '@app/downloads';
import { MaintenanceModule } from '@app/maintenance';
import { StorageModule } from '@app/storage';
import { Module } from '@nestjs/common';
import { HttpModule } from '../http/http.module';
import { DownloadDaysController } from './download-days.controller';
import { DownloadsController } from './downloads.controller';
import { FilesController } from './files.controller';
import { QuotaController } from './quota.controller';

/** Downloads, their files, and the storage quota. */
@Module({
  imports: [DownloadsModule, MaintenanceModule, StorageModule, HttpModule],
  controllers: [DownloadDaysController, DownloadsController, FilesController, QuotaController],
})
export class DownloadsApiModule {}
