import { rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskFull, LocalDiskStorage } from '@app/storage';
import { testConfig } from '@app/testing/test-config';
import { useDirectory } from '@app/testing/use-directory';
import { DiskGuard } from './disk-guard';

describe(DiskGuard, () => {
  const directory = useDirectory();

  const staging = () => join(directory.path, 'staging');

  function guard(minFreeBytes: number, storageFree?: number): DiskGuard {
    const storage = new LocalDiskStorage(join(directory.path, 'videos'));
    if (storageFree !== undefined) storage.freeBytes = () => Promise.resolve(storageFree);
    return new DiskGuard(
      testConfig({ STAGING_DIR: staging(), MIN_FREE_BYTES: String(minFreeBytes) }),
      storage,
    );
  }

  it('should see room on a disk that has some, and make its directory', async () => {
    await expect(guard(1).hasSpace()).resolves.toBe(true);
    expect((await stat(staging())).mode & 0o777).toBe(0o700);
  });

  it('should see that the staging disk has less than it must have', async () => {
    const { blocks, bsize } = await statfs(directory.path);
    await expect(guard(blocks * bsize * 2).hasSpace()).resolves.toBe(false);
  });

  it('should tell how much is left above the reserve, and nothing where nobody can look', async () => {
    const { bavail, bsize } = await statfs(directory.path);
    expect((await guard(bavail * bsize * 2, 0).left())?.staging).toBeLessThan(0);
    expect(await guard(1, 3).left()).toMatchObject({ storage: 2 });
    expect((await guard(1).left())?.staging).toBeGreaterThan(0);
    await rm(staging(), { recursive: true });
    await writeFile(staging(), 'a file where the directory should be');
    await expect(guard(1).left()).resolves.toBeUndefined();
  });

  it('should see no room where nobody can look', async () => {
    await writeFile(staging(), 'a file where the directory should be');
    await expect(guard(1).hasSpace()).resolves.toBe(false);
  });

  it.each([
    [1_000, true],
    [999, false],
  ])('should look at the disk of the storage, too: %i of 1000 bytes', async (free, room) => {
    await expect(guard(1_000, free).hasSpace()).resolves.toBe(room);
  });

  it.each([
    [1_125, true],
    [1_124, false],
  ])('should ask for more after a shortage: %i of 1000 bytes', async (free, room) => {
    await expect(guard(1_000, free).hasSpace({ wasShort: true })).resolves.toBe(room);
  });

  describe('what found no space', () => {
    let free: number;
    let disk: DiskGuard;

    beforeEach(() => {
      free = 1_000;
      const storage = new LocalDiskStorage(join(directory.path, 'videos'));
      const volume = () => ({ freeBytes: free, capacityBytes: 1_000_000, sharesDisk: false, copies: true });
      storage.volume = () => Promise.resolve(volume());
      storage.freeBytes = () => Promise.resolve(free);
      disk = new DiskGuard(testConfig({ STAGING_DIR: staging(), MIN_FREE_BYTES: '1' }), storage);
    });

    const refuse = (sizeBytes: number, downloadId?: string) =>
      expect(
        disk.requireSpace(
          { sizeBytes, toStageBytes: 0 },
          downloadId === undefined ? undefined : { downloadId },
        ),
      ).rejects.toThrow(DiskFull);

    it('should be told of when there is space for just that, until it is forgotten', async () => {
      await disk.requireSpace({ sizeBytes: 10, toStageBytes: 0 }, { downloadId: 'small' });
      await refuse(3_000, 'large');
      await refuse(2_000, 'middle');
      expect(await disk.refusedThatFit()).toEqual([]);
      free = 2_500;
      expect(await disk.refusedThatFit()).toEqual(['middle']);
      disk.forget(['middle']);
      expect(await disk.refusedThatFit()).toEqual([]);
      free = 5_000;
      expect(await disk.refusedThatFit()).toEqual(['large']);
    });

    it('should not be told of when it had begun: how much it needs is not known', async () => {
      await refuse(2_000);
      free = 2_500;
      expect(await disk.refusedThatFit()).toEqual([]);
    });

    it('should not be told of any more when it begins, or has found space', async () => {
      for (const downloadId of ['begins', 'found']) await refuse(2_000, downloadId);
      free = 2_500;
      await disk.requireSpaceToBegin({ downloadId: 'begins' }, 0);
      await disk.requireSpace({ sizeBytes: 2_000, toStageBytes: 0 }, { downloadId: 'found' });
      expect(await disk.refusedThatFit()).toEqual([]);
    });

    it('should not begin again where it would come no further than before', async () => {
      const { bavail, bsize } = await statfs(directory.path);
      await expect(disk.requireSpaceToBegin({ downloadId: 'again' }, bavail * bsize * 2)).rejects.toThrow(
        DiskFull,
      );
      expect(await disk.refusedThatFit()).toEqual([]);
    });

    it('should be forgotten, the oldest first, where there is very much of it', async () => {
      for (let index = 0; index <= 1_000; index += 1) await refuse(2_000, String(index));
      free = 2_500;
      const fitting = await disk.refusedThatFit();
      expect(fitting).toHaveLength(1_000);
      expect(fitting[0]).toBe('1');
    });
  });
});
