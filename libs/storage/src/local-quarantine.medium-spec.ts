import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { useDirectory } from '@app/testing/use-directory';
import { LocalDiskStorage } from './local-disk-storage';
import { LocalQuarantine } from './local-quarantine';
import { LocalStorageMarker } from './local-storage-marker';
import type { QuarantinedFile } from './quarantine';

const KEY = 'school/ab/abcdef01-ac96-474b-bcce-b302099a8057.mp4';
const NOW = new Date('2026-03-01T23:59:59Z');
const TODAY = new Date('2026-03-01');
const TOMORROW = new Date('2026-03-02');

const directory = useDirectory();
let root: string;

beforeEach(async () => {
  root = join(directory.path, 'videos');
});

async function write(key: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, key)), { recursive: true });
  await writeFile(join(root, key), content);
}

describe(LocalQuarantine, () => {
  let quarantine: LocalQuarantine;

  beforeEach(() => {
    quarantine = new LocalQuarantine(root);
  });

  async function listed(): Promise<QuarantinedFile[]> {
    const files: QuarantinedFile[] = [];
    for await (const file of quarantine.listFiles()) files.push(file);
    return files;
  }

  it('should move a file aside, list it with its day, and hide it from the storage', async () => {
    await write(KEY, 'nobody knows me');
    await quarantine.quarantine(KEY, NOW);
    await expect(listed()).resolves.toEqual([{ key: KEY, sizeBytes: 15, since: TODAY }]);
    const storage = new LocalDiskStorage(root);
    await expect(storage.stat(KEY)).resolves.toBeUndefined();
    for await (const file of storage.listFiles()) throw new Error(`the storage still lists ${file.key}`);
  });

  it('should bear a file that is gone, and an empty storage', async () => {
    await quarantine.quarantine(KEY, NOW);
    await expect(listed()).resolves.toEqual([]);
    await expect(quarantine.purgeExpired(TOMORROW)).resolves.toEqual({ files: 0, bytes: 0 });
    await expect(quarantine.restore(KEY)).resolves.toBe(false);
  });

  it('should give a file back, but never over one that took its place', async () => {
    await write(KEY, 'first');
    await quarantine.quarantine(KEY, NOW);
    await write(KEY, 'second');
    await expect(quarantine.restore(KEY)).resolves.toBe(false);
    await expect(readFile(join(root, KEY), 'utf8')).resolves.toBe('second');
    await new LocalDiskStorage(root).remove(KEY);
    await expect(quarantine.restore(KEY)).resolves.toBe(true);
    await expect(readFile(join(root, KEY), 'utf8')).resolves.toBe('first');
    await expect(listed()).resolves.toEqual([]);
  });

  it('should delete for good only what was moved before the given day', async () => {
    await write(KEY, 'twelve bytes');
    await quarantine.quarantine(KEY, NOW);
    await expect(quarantine.purgeExpired(TODAY)).resolves.toEqual({ files: 0, bytes: 0 });
    await expect(quarantine.purgeExpired(TOMORROW)).resolves.toEqual({ files: 1, bytes: 12 });
    await expect(listed()).resolves.toEqual([]);
  });
});

describe(LocalStorageMarker, () => {
  it('should make one marker, however many make it at once', async () => {
    const ids = Array.from({ length: 20 }, () => crypto.randomUUID());
    const made = await Promise.all(ids.map((id) => new LocalStorageMarker(root).createMarker(id)));
    const [winner] = made;
    expect(made.every(({ id }) => id === winner?.id)).toBe(true);
    await expect(new LocalStorageMarker(root).readMarker()).resolves.toEqual(winner);
  });

  it('should tell a missing marker from a damaged one', async () => {
    const marker = new LocalStorageMarker(root);
    await expect(marker.readMarker()).resolves.toBeUndefined();
    await write('.storage.json', '{"id":"..","created_at":1}');
    await expect(marker.readMarker()).rejects.toThrow('damaged');
  });
});

describe('groups of keys', () => {
  it('should be named in order, from the one behind a given one on, and foreign directories left out', async () => {
    const films = ['b/01/x.mp4', 'a/ff/x.mp4', 'a/00/x.mp4'];
    const others = ['.quarantine/2026-01-01/a/00/x.mp4', 'a/photos/x.mp4'];
    for (const key of [...films, ...others]) await write(key, 'x');
    const storage = new LocalDiskStorage(root);
    const shards = async (after?: string) => {
      const found: string[] = [];
      for await (const shard of storage.shards(after)) found.push(shard);
      return found;
    };
    await expect(shards()).resolves.toEqual(['a/00', 'a/ff', 'b/01']);
    await expect(shards('a/00')).resolves.toEqual(['a/ff', 'b/01']);
    // Tenants whose names begin with the name of another.
    for (const tenant of ['a-b', 'a.b', 'ab']) await write(`${tenant}/7f/x.mp4`, 'x');
    const all = await shards();
    expect(all).toHaveLength(6);
    for (const [index, shard] of all.entries())
      await expect(shards(shard)).resolves.toEqual(all.slice(index + 1));
    await expect(stat(root)).resolves.toBeDefined();
  });
});
