import type { StorageVolume } from '@app/storage';
import { type ComingFile, type Disk, type Fit, fitOf } from './space-needs';

const RESERVE = 10;
const disk = (freeBytes: number, capacityBytes = 1_000) => ({ freeBytes, capacityBytes });
const storage = (freeBytes: number, other: Partial<StorageVolume> = {}): StorageVolume => ({
  ...disk(freeBytes),
  sharesDisk: false,
  copies: true,
  ...other,
});
const oneDisk = { sharesDisk: true, copies: false };
const twoMounts = { sharesDisk: true, copies: true };
const whole = (sizeBytes: number) => ({ sizeBytes, toStageBytes: sizeBytes });

describe(fitOf, () => {
  it.each<[string, [ComingFile, Disk, StorageVolume | undefined], Fit]>([
    ['staging has it with the reserve, and nothing else counts', [whole(90), disk(100), undefined], 'fits'],
    ['staging is short', [whole(91), disk(100), undefined], 'not-now'],
    ['most of it is there already', [{ sizeBytes: 500, toStageBytes: 90 }, disk(100), undefined], 'fits'],
    ['each of two disks has it', [whole(90), disk(100), storage(100)], 'fits'],
    ['the storage is short, though staging is not', [whole(91), disk(900), storage(100)], 'not-now'],
    ['staging is short, though the storage is not', [whole(91), disk(100), storage(900)], 'not-now'],
    ['it is renamed on the same disk', [whole(90), disk(100), storage(100, oneDisk)], 'fits'],
    ['it is copied on the same disk', [whole(45), disk(100), storage(100, twoMounts)], 'fits'],
    ['it is copied on the same disk, twice', [whole(46), disk(100), storage(100, twoMounts)], 'not-now'],
    [
      'it is there, and is renamed',
      [{ sizeBytes: 500, toStageBytes: 0 }, disk(10), storage(10, oneDisk)],
      'fits',
    ],
    [
      'it is there, and has to be copied',
      [{ sizeBytes: 91, toStageBytes: 0 }, disk(10), storage(100)],
      'not-now',
    ],
    ['it is larger than the disk of the storage', [whole(991), disk(5_000, 5_000), storage(900)], 'never'],
    ['it is larger than staging', [whole(991), disk(900), storage(5_000, disk(5_000, 5_000))], 'never'],
    ['two copies are more than the one disk', [whole(496), disk(900), storage(900, twoMounts)], 'never'],
  ])('should see when %s', (_when, [file, staging, stored], fit) => {
    expect(fitOf(file, staging, stored, RESERVE)).toBe(fit);
  });
});
