import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StorageVolume } from './file-storage';

/** What the disk of a directory has, and how files from another directory come to it. */
export async function localVolume(root: string, from: string, copies: boolean): Promise<StorageVolume> {
  const [{ bavail, blocks, bsize }, there, here] = await Promise.all([statfs(root), stat(root), stat(from)]);
  return {
    freeBytes: bavail * bsize,
    capacityBytes: blocks * bsize,
    sharesDisk: there.dev === here.dev,
    copies,
  };
}

/** Whether a file cannot be renamed from one directory to the other: also two mounts of one disk refuse that. */
export async function mustCopy(from: string, root: string): Promise<boolean> {
  const name = `.probe-${randomUUID()}`;
  const [source, target] = [join(from, name), join(root, name)];
  await mkdir(root, { recursive: true });
  await writeFile(source, '');
  try {
    await rename(source, target);
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EXDEV') return true;
    throw error;
  } finally {
    await Promise.all([rm(source, { force: true }), rm(target, { force: true })]);
  }
}
