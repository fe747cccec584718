import { fileURLToPath } from 'node:url';
import { AppConfig } from '@app/config';
import { Global, Module } from '@nestjs/common';
import { FileStorage } from './file-storage';
import { LocalDiskStorage } from './local-disk-storage';
import { LocalQuarantine } from './local-quarantine';
import { LocalStorageMarker } from './local-storage-marker';
import { Quarantine } from './quarantine';
import { StorageMarker } from './storage-marker';

const inject = [AppConfig];
const rootOf = (config: AppConfig) => fileURLToPath(config.storage.url);

@Global()
@Module({
  providers: [
    { provide: FileStorage, inject, useFactory: (config: AppConfig) => new LocalDiskStorage(rootOf(config)) },
    { provide: Quarantine, inject, useFactory: (config: AppConfig) => new LocalQuarantine(rootOf(config)) },
    {
      provide: StorageMarker,
      inject,
      useFactory: (config: AppConfig) => new LocalStorageMarker(rootOf(config)),
    },
  ],
  exports: [FileStorage, Quarantine, StorageMarker],
})
export class StorageModule {}
