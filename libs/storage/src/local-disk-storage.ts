import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, rmdir, stat, statfs } from 'node:fs/promises';
import { constants } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '@app/kernel';
import { runOnDisk } from './disk-work';
import { type ByteRange, FileStorage, type StorageVolume, type StoredFile } from './file-storage';
import { localVolume, mustCopy } from './local-volume';
import { isMissing, sortedNames, walkFiles } from './local-files';
import { readMarkerIn } from './local-storage-marker';
import { StorageUnavailable } from './storage-unavailable';

const KEY = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;

const TENANT = /^[\w-][\w.-]*$/;
const SHARD = /^[0-9a-f]{2}$/;

const MAX_ATTEMPTS = 10;

/** Where Linux gives what a process has opened a path of its own. Without it, what is moved away just then is missed. */
const OPENED = '/proc/self/fd';

export class LocalDiskStorage extends FileStorage {
  private readonly root: string;
  private markerId?: string;
  /** By the directory that files come from: whether they are copied. */
  private readonly copies = new Map<string, boolean>();

  constructor(directory: string) {
    super();
    this.root = resolve(directory);
  }

  bindTo(markerId: string): void {
    this.markerId = markerId;
  }

  async put(key: string, fromPath: string): Promise<void> {
    this.requireKey(key);
    try {
      await flushPlain(fromPath);
    } catch (error) {
      // It was put there already.
      if (isMissing(error) && (await this.stat(key))) return;
      throw error;
    }
    await this.inOneDirectory(async (root) => {
      await this.move(fromPath, root, key);
      await flush(dirname(join(root, key)));
    });
  }

  async stat(key: string): Promise<StoredFile | undefined> {
    try {
      const found = await stat(this.path(key));
      return found.isFile() ? { key, sizeBytes: found.size, modifiedAt: found.mtime } : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  read(key: string, range?: ByteRange): Readable {
    return createReadStream(this.path(key), range);
  }

  async remove(key: string): Promise<void> {
    const path = this.path(key);
    await rm(path, { force: true });
    await this.removeEmptyParents(dirname(path));
  }

  async *listFiles(prefix?: string): AsyncIterable<StoredFile> {
    for await (const path of walkFiles(prefix === undefined ? this.root : this.path(prefix))) {
      const key = relative(this.root, path).split(sep).join('/');
      const file = KEY.test(key) ? await this.stat(key) : undefined;
      if (file) yield file;
    }
  }

  async *shards(after = ''): AsyncIterable<string> {
    const tenants = (await sortedNames(this.root)).filter((name) => TENANT.test(name));
    // With the slash, as groups are compared: `a-b/00` comes before `a/00`.
    for (const tenant of tenants.map((name) => `${name}/`).sort()) {
      for (const shard of await sortedNames(join(this.root, tenant))) {
        const prefix = tenant + shard;
        if (SHARD.test(shard) && prefix > after) yield prefix;
      }
    }
  }

  locate(key: string): string {
    return this.path(key);
  }

  async freeBytes(): Promise<number> {
    await mkdir(this.root, { recursive: true });
    const { bavail, bsize } = await statfs(this.root);
    return bavail * bsize;
  }

  async volume(fromDirectory: string): Promise<StorageVolume> {
    const copies = this.copies.get(fromDirectory) ?? (await mustCopy(fromDirectory, this.root));
    this.copies.set(fromDirectory, copies);
    return localVolume(this.root, fromDirectory, copies);
  }

  private path(key: string): string {
    this.requireKey(key);
    return join(this.root, key);
  }

  private requireKey(key: string): void {
    if (!KEY.test(key) || key.includes('..'))
      throw new AppError('internal', `not a storage key: ${JSON.stringify(key)}`);
  }

  /**
   * Another storage may be mounted or moved to our path at any moment: what is opened stays the same directory.
   */
  private async inOneDirectory<T>(work: (root: string) => Promise<T>): Promise<T> {
    if (this.markerId === undefined) {
      await mkdir(this.root, { recursive: true });
      return work(this.root);
    }
    const handle = await open(this.root, constants.O_RDONLY | constants.O_DIRECTORY).catch(
      (cause: unknown) => {
        throw isMissing(cause) ? new StorageUnavailable(`there is no ${this.root}`) : cause;
      },
    );
    try {
      const root = existsSync(OPENED) ? `${OPENED}/${String(handle.fd)}` : this.root;
      const marker = await readMarkerIn(root);
      if (marker?.id !== this.markerId)
        throw new StorageUnavailable(`another storage has taken the place of ours at ${this.root}`);
      return await work(root);
    } finally {
      await handle.close();
    }
  }

  /** `remove` takes empty directories away, so the target's may go between being made and being used. */
  private async move(fromPath: string, root: string, key: string): Promise<void> {
    const target = join(root, key);
    for (let attempt = 1; ; attempt += 1) {
      try {
        await makeParents(root, key);
        await rename(fromPath, target);
        return;
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EXDEV') return this.copyAcross(fromPath, target);
        if (code !== 'ENOENT' || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  /** To another file system: copy beside the target under another name, then rename. */
  private async copyAcross(fromPath: string, target: string): Promise<void> {
    const temporary = `${target}.${randomUUID()}.part`;
    try {
      await runOnDisk(() => copyFile(fromPath, temporary, constants.COPYFILE_EXCL));
      await flush(temporary);
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await rm(fromPath, { force: true });
  }

  private async removeEmptyParents(directory: string): Promise<void> {
    for (let current = directory; current.startsWith(this.root + sep); current = dirname(current)) {
      try {
        await rmdir(current);
      } catch {
        return;
      }
    }
  }
}

/** Not recursive: in a directory that was removed while it was open, Node would try that for ever. */
async function makeParents(root: string, key: string): Promise<void> {
  for (let end = key.indexOf('/'); end !== -1; end = key.indexOf('/', end + 1)) {
    try {
      await mkdir(join(root, key.slice(0, end)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** A program may have had the staging directory last: a link that it left there would be served to people. */
async function flushPlain(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = await handle.stat();
    if (!found.isFile() || found.nlink > 1) throw new AppError('internal', 'not a file of its own');
    await runOnDisk(() => handle.sync());
  } finally {
    await handle.close();
  }
}

/** Has the system write a directory's entries, or a file of ours, to the disk. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await runOnDisk(() => handle.sync());
  } finally {
    await handle.close();
  }
}
