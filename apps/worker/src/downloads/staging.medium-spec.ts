import { mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DiskFull } from '@app/storage';
import { testConfig } from '@app/testing/test-config';
import { useDirectory } from '@app/testing/use-directory';
import { aRun } from '../testing/a-run';
import { Staging } from './staging';

const FIRST = aRun({ runId: '00000000-0000-4000-8000-000000000001' });
const SECOND = aRun({ runId: '00000000-0000-4000-8000-000000000002', previousRunId: FIRST.runId });
const OTHER = aRun({ downloadId: '01890a5d-ac96-774b-bcce-b302099a9999' });

describe(Staging, () => {
  const directory = useDirectory();
  let staging: Staging;

  beforeEach(async () => {
    staging = new Staging(testConfig({ STAGING_DIR: directory.path }));
  });

  const inRoot = (...names: string[]) => join(directory.path, ...names);

  /** A directory of the first run with half a film in it. */
  async function begun(): Promise<string> {
    const path = await staging.prepare(FIRST);
    await writeFile(join(path, 'media.part'), 'half a film');
    return path;
  }

  it('should give every run a directory that only we may read', async () => {
    const path = await staging.prepare(FIRST);
    expect(path).toBe(inRoot(FIRST.downloadId, FIRST.runId));
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    await expect(staging.prepare(FIRST)).resolves.toBe(path);
  });

  it('should move what a run left that ended in good order', async () => {
    const before = await begun();
    const { ino } = await stat(join(before, 'media.part'));
    await staging.releaseDirectoryOf(FIRST);
    const path = await staging.prepare(SECOND);
    await expect(readdir(path)).resolves.toEqual(['media.part']);
    expect((await stat(join(path, 'media.part'))).ino).toBe(ino);
    await expect(readdir(inRoot(FIRST.downloadId))).resolves.toEqual([SECOND.runId]);
  });

  it('should copy what a run left that may still write', async () => {
    const before = await begun();
    const { ino } = await stat(join(before, 'media.part'));
    const path = await staging.prepare(SECOND);
    await expect(readFile(join(path, 'media.part'), 'utf8')).resolves.toBe('half a film');
    expect((await stat(join(path, 'media.part'))).ino).not.toBe(ino);
  });

  it('should leave out what is no file', async () => {
    await mkdir(join(await begun(), 'media.mp4.parts'));
    const path = await staging.prepare(SECOND);
    await expect(readdir(path)).resolves.toEqual(['media.part']);
  });

  it('should go on with the last bytes there are when the run between came to nothing, and leave no others', async () => {
    await begun();
    await staging.releaseDirectoryOf(FIRST);
    const third = aRun({ runId: '00000000-0000-4000-8000-000000000003', previousRunId: SECOND.runId });
    const path = await staging.prepare(third);
    await expect(readFile(join(path, 'media.part'), 'utf8')).resolves.toBe('half a film');
    await expect(readdir(inRoot(FIRST.downloadId))).resolves.toEqual([third.runId]);
  });

  it('should take the younger of two, and nothing that has gone in the meantime', async () => {
    const older = await begun();
    const old = new Date(Date.now() - 60_000);
    await utimes(older, old, old);
    const younger = inRoot(FIRST.downloadId, SECOND.runId);
    await mkdir(younger);
    await writeFile(join(younger, 'media.part'), 'more of the film');
    await symlink(join(younger, 'gone'), join(younger, 'gone.part'));
    const third = aRun({ runId: '00000000-0000-4000-8000-000000000003', previousRunId: FIRST.runId });
    const path = await staging.prepare(third);
    await expect(readFile(join(path, 'media.part'), 'utf8')).resolves.toBe('more of the film');
    await expect(readdir(inRoot(FIRST.downloadId))).resolves.toEqual([third.runId]);
  });

  it('should begin with nothing when the run before was elsewhere', async () => {
    await expect(readdir(await staging.prepare(SECOND))).resolves.toEqual([]);
  });

  it('should not take from another download', async () => {
    await begun();
    const path = await staging.prepare({ ...OTHER, previousRunId: FIRST.runId });
    await expect(readdir(path)).resolves.toEqual([]);
  });

  it('should remove what one run wrote, and leave the next alone', async () => {
    await begun();
    await mkdir(inRoot(FIRST.downloadId, SECOND.runId));
    await staging.removeDirectoryOf(FIRST);
    await expect(readdir(inRoot(FIRST.downloadId))).resolves.toEqual([SECOND.runId]);
    await staging.removeDirectoryOf(SECOND);
    await expect(readdir(inRoot())).resolves.toEqual([]);
  });

  it('should remove all of a download, and nothing of another', async () => {
    await begun();
    await staging.prepare(OTHER);
    await staging.removeAll(FIRST);
    await expect(readdir(inRoot())).resolves.toEqual([OTHER.downloadId]);
    await staging.removeAll(FIRST);
    await staging.removeDirectoryOf(FIRST);
  });

  it('should bear to be told of a run that has gone', async () => {
    await begun();
    await staging.removeAll(FIRST);
    await staging.releaseDirectoryOf(FIRST);
    await expect(readdir(inRoot())).resolves.toEqual([]);
  });

  it('should keep what a run wrote that ends because the storage is full', async () => {
    await begun();
    const reason = new DiskFull();
    expect(await staging.leave(FIRST, reason)).toBe(reason);
    expect(await readdir(inRoot(FIRST.downloadId, FIRST.runId))).toContain('media.part');
    expect(staging.discardedBytes(FIRST)).toBe(0);
  });

  it('should throw away what is in the way, remember how much it was, and ask later each time', async () => {
    for (const wait of [5_000, 60_000, 120_000]) {
      await begun();
      const reason = await staging.leave(FIRST, new DiskFull({ inTheWay: true }));
      expect(reason).toMatchObject({ delayMs: wait });
      expect(await readdir(directory.path)).toEqual([]);
      expect(staging.discardedBytes(SECOND)).toBe('half a film'.length);
    }
    await staging.removeAll(SECOND);
    expect(staging.discardedBytes(FIRST)).toBe(0);
  });
});
