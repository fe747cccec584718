import { fileURLToPath } from 'node:url';
import { AppConfig } from '@app/config';
import { Global, Module } from '@nestjs/common';
import { FileStorage } from './file-storage';
import { LocalDiskStorage } from './local-disk-storage';

@Global()
@Module({
  providers: [
    {
      provide: FileStorage,
      inject: [AppConfig],
      useFactory: (config: AppConfig) => new LocalDiskStorage(fileURLToPath(config.storage.url)),
    },
  ],
  exports: [FileStorage],
})
export class StorageModule {}
