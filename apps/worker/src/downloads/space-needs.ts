import type { StorageVolume } from '@app/storage';

/** A file that is to come, or is there and to be stored. All in bytes. */
export interface ComingFile {
  sizeBytes: number;
  /** What staging must still take for it: the bytes that come, and what is made of them. */
  toStageBytes: number;
}

export interface Disk {
  freeBytes: number;
  capacityBytes: number;
}

export type Fit = 'fits' | 'not-now' | 'never';

/**
 * Whether a file has space on every disk that it touches, with the reserve left. Where staging and storage are one disk,
 * a rename takes nothing more, but a copy takes the file twice.
 * @param storage undefined: without a limit
 */
export function fitOf(
  file: ComingFile,
  staging: Disk,
  storage: StorageVolume | undefined,
  minFreeBytes: number,
): Fit {
  const toStore = storage && (storage.copies || !storage.sharesDisk) ? file.sizeBytes : 0;
  const shared = storage?.sharesDisk === true;
  const fits = [
    fitOn(
      staging,
      shared ? file.toStageBytes + toStore : file.toStageBytes,
      file.sizeBytes + (shared ? toStore : 0),
    ),
    storage && !shared ? fitOn(storage, toStore, toStore) : 'fits',
  ];
  if (fits.includes('never')) return 'never';
  return fits.includes('not-now') ? 'not-now' : 'fits';

  /** @param now what must be free @param ever what an empty disk would have to hold */
  function fitOn({ freeBytes, capacityBytes }: Disk, now: number, ever: number): Fit {
    if (ever > capacityBytes - minFreeBytes) return 'never';
    return now > freeBytes - minFreeBytes ? 'not-now' : 'fits';
  }
}
