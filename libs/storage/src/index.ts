export { DiskFull } from './disk-full';
export { fileNameFrom } from './file-name';
export { type ByteRange, FileStorage, type StoredFile } from './file-storage';
export { LocalDiskStorage } from './local-disk-storage';
export { StorageModule } from './storage.module';
