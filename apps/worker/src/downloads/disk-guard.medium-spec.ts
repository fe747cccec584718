import { rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskFull, LocalDiskStorage } from '@app/storage';
import { temporaryDirectory } from '@app/testing/parts';
import { testConfig } from '@app/testing/test-config';
import { DiskGuard } from './disk-guard';

describe(DiskGuard, () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;

  beforeEach(async () => (directory = await temporaryDirectory()));
  afterEach(() => directory.remove());

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

  it('should say once when there is space for the smallest that found none', async () => {
    let free = 1_000;
    const storage = new LocalDiskStorage(join(directory.path, 'videos'));
    const volume = () => ({ freeBytes: free, capacityBytes: 1_000_000, sharesDisk: false, copies: true });
    storage.volume = () => Promise.resolve(volume());
    const disk = new DiskGuard(testConfig({ STAGING_DIR: staging(), MIN_FREE_BYTES: '1' }), storage);
    const requires = (sizeBytes: number) => disk.requireSpace({ sizeBytes, toStageBytes: 0 });
    await requires(10);
    expect(await disk.hasSpaceForRefused()).toBe(false);
    await expect(requires(3_000)).rejects.toThrow(DiskFull);
    await expect(requires(2_000)).rejects.toThrow(DiskFull);
    expect(await disk.hasSpaceForRefused()).toBe(false);
    free = 2_500;
    expect(await disk.hasSpaceForRefused()).toBe(true);
    expect(await disk.hasSpaceForRefused()).toBe(false);
  });
});
