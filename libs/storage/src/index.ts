export { DiskFull, DiskTooSmall } from './disk-full';
export { fileNameFrom } from './file-name';
export { type ByteRange, FileStorage, type StorageVolume, type StoredFile } from './file-storage';
export { LocalDiskStorage } from './local-disk-storage';
export { StorageModule } from './storage.module';
export { Quarantine, type QuarantinedFile } from './quarantine';
export { type Marker, StorageMarker } from './storage-marker';
export { LocalQuarantine } from './local-quarantine';
export { LocalStorageMarker } from './local-storage-marker';
