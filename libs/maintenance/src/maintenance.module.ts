import { DatabaseModule } from '@app/database';
import { DownloadsModule } from '@app/downloads';
import { Module } from '@nestjs/common';
import { AdoptStorage } from './adopt-storage.service';
import { FindQuarantine } from './find-quarantine.query';
import { StorageIdentityEntity } from './persistence/storage-identity.entity';
import { StorageIdentityRepository } from './persistence/storage-identity.repository';
import { StorageIdentity } from './storage-identity.service';
import { FindStorageStatus } from './storage-status.query';
import { SweepOrphans } from './sweep-orphans.service';

const PUBLIC = [AdoptStorage, FindQuarantine, FindStorageStatus, StorageIdentity, SweepOrphans];

@Module({
  imports: [DatabaseModule.forFeature([StorageIdentityEntity]), DownloadsModule],
  providers: [...PUBLIC, StorageIdentityRepository],
  exports: PUBLIC,
})
export class MaintenanceModule {}
