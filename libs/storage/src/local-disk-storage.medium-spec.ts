import { link, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { useDirectory } from '@app/testing/use-directory';
import type { StoredFile } from './file-storage';
import { LocalDiskStorage } from './local-disk-storage';
import { LocalStorageMarker } from './local-storage-marker';

const KEY = 'school/9f/9f8b1c2d.mp4';

describe(LocalDiskStorage, () => {
  const directory = useDirectory();
  let storage: LocalDiskStorage;
  let root: string;
  let made = 0;

  beforeEach(async () => {
    root = join(directory.path, 'videos');
    storage = new LocalDiskStorage(root);
  });

  /** A finished download in a staging directory. */
  async function staged(content: string): Promise<string> {
    made += 1;
    const path = join(directory.path, `staged-${String(made)}`);
    await writeFile(path, content);
    return path;
  }

  async function put(key: string, content: string): Promise<void> {
    await storage.put(key, await staged(content));
  }

  async function keysUnder(prefix: string): Promise<string[]> {
    const files: StoredFile[] = [];
    for await (const file of storage.listFiles(prefix)) files.push(file);
    return files.map(({ key }) => key).sort();
  }

  it('should answer a file whole, and where a person finds it', async () => {
    await put(KEY, 'the whole video');
    await expect(text(storage.read(KEY))).resolves.toBe('the whole video');
    expect(storage.locate(KEY)).toBe(join(root, KEY));
    await expect(readFile(storage.locate(KEY), 'utf8')).resolves.toBe('the whole video');
  });

  it('should tell size and age', async () => {
    await put(KEY, 'twelve bytes');
    const found = await storage.stat(KEY);
    expect(found).toMatchObject({ key: KEY, sizeBytes: 12 });
    expect(found?.modifiedAt).toEqual((await stat(storage.locate(KEY))).mtime);
  });

  it.each([
    ['the beginning', 0, 2, '012'],
    ['the middle', 3, 5, '345'],
    ['one byte', 9, 9, '9'],
    ['more than there is', 7, 99, '789'],
  ])('should answer %s of a file, both ends included', async (_, start, end, expected) => {
    await put(KEY, '0123456789');
    await expect(text(storage.read(KEY, { start, end }))).resolves.toBe(expected);
  });

  it('should move the staged file rather than copy it', async () => {
    const path = await staged('x');
    await storage.put(KEY, path);
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.each([
    ['a link to elsewhere', (path: string) => symlink('/etc/passwd', path)],
    ['a second name of a file', async (path: string) => link(await staged('another'), path)],
    ['a directory', (path: string) => mkdir(path)],
  ])('should not take %s for a file', async (_what, make) => {
    const path = join(directory.path, 'left-by-a-program');
    await make(path);
    await expect(storage.put(KEY, path)).rejects.toThrow();
    await expect(stat(storage.locate(KEY))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('should be told again of a file that was put already', async () => {
    const path = await staged('once');
    await storage.put(KEY, path);
    await storage.put(KEY, path);
    await expect(text(storage.read(KEY))).resolves.toBe('once');
  });

  it('should not pretend to have put what is nowhere', async () => {
    await expect(storage.put(KEY, join(directory.path, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(storage.stat(KEY)).resolves.toBeUndefined();
  });

  it('should replace a file as a whole: who reads it sees the old or the new one', async () => {
    const contents = ['a', 'b', 'c'].map((letter) => letter.repeat(300_000));
    await put(KEY, contents[0]!);
    const over = new AbortController();
    const replaced = (async () => {
      for (let round = 1; round <= 30; round += 1) await put(KEY, contents[round % contents.length]!);
      over.abort();
    })();
    const seen = new Set<string>();
    while (!over.signal.aborted) seen.add((await buffer(storage.read(KEY))).toString());
    await replaced;
    for (const content of seen) expect(contents.includes(content)).toBe(true);
    await expect(keysUnder('school')).resolves.toEqual([KEY]);
  });

  it('should keep reading a file that is replaced meanwhile', async () => {
    await put(KEY, 'old');
    const stream = storage.read(KEY);
    await new Promise((resolve) => stream.once('ready', resolve));
    await put(KEY, 'new');
    await expect(text(stream)).resolves.toBe('old');
    await expect(text(storage.read(KEY))).resolves.toBe('new');
  });

  it('should remove a file with the directories that it leaves empty, and never the root', async () => {
    await put(KEY, 'x');
    await put('other/aa/file.mp4', 'y');
    await storage.remove(KEY);
    await expect(storage.stat(KEY)).resolves.toBeUndefined();
    await expect(readdir(root)).resolves.toEqual(['other']);
    await storage.remove('other/aa/file.mp4');
    await expect(readdir(root)).resolves.toEqual([]);
  });

  it('should keep the neighbours of a file that goes', async () => {
    await put('school/9f/one.mp4', 'x');
    await put('school/9f/two.mp4', 'y');
    await storage.remove('school/9f/one.mp4');
    await expect(keysUnder('school')).resolves.toEqual(['school/9f/two.mp4']);
  });

  it('should not mind what is missing', async () => {
    await storage.remove('never/was/there.mp4');
    await expect(storage.stat('never/was/there.mp4')).resolves.toBeUndefined();
    await expect(keysUnder('never')).resolves.toEqual([]);
    const read = text(storage.read('never/was/there.mp4'));
    await expect(read).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('should put and remove in one directory at once without losing anything', async () => {
    const rounds = Array.from({ length: 40 }, (_, index) => `school/9f/${String(index)}.mp4`);
    await Promise.all(
      rounds.map(async (key) => {
        await put(key, key);
        await storage.remove(key);
        await put(key, key);
      }),
    );
    await expect(keysUnder('school')).resolves.toEqual([...rounds].sort());
  });

  it('should list the files under a prefix with their sizes', async () => {
    await put('school/9f/one.mp4', '1');
    await put('school/ab/two.mp4', '22');
    await put('other/9f/three.mp4', '333');
    await mkdir(join(root, 'school/empty'));
    await expect(keysUnder('school')).resolves.toEqual(['school/9f/one.mp4', 'school/ab/two.mp4']);
    await expect(keysUnder('school/ab')).resolves.toEqual(['school/ab/two.mp4']);
    for await (const file of storage.listFiles('other')) expect(file).toMatchObject({ sizeBytes: 3 });
  });

  it('should take a directory, or what lies behind a file, for no file', async () => {
    await put(KEY, 'x');
    await expect(storage.stat('school')).resolves.toBeUndefined();
    await expect(storage.stat(`${KEY}/deeper`)).resolves.toBeUndefined();
  });

  it('should not list what a link leads to', async () => {
    await put(KEY, 'x');
    await symlink('/etc', join(root, 'school/etc'));
    await expect(keysUnder('school')).resolves.toEqual([KEY]);
  });

  it('should know how much room is left, also before there is a first file', async () => {
    expect(await storage.freeBytes()).toBeGreaterThan(0);
  });

  it.each([
    '',
    '/',
    '.',
    '..',
    '../secret',
    'school/../../secret',
    'school/..',
    'school/./x',
    '/etc/passwd',
    'school//x',
    'school/',
    'school/.hidden',
    'school\\..\\x',
    'school/x\0.mp4',
    'school/x\n',
    'school/a b',
    'school/%2e%2e/x',
    '~/x',
    'school/a..b',
  ])('should refuse the key %j in every way', async (key) => {
    const secret = await staged('secret');
    const refusal = { code: 'internal', message: `not a storage key: ${JSON.stringify(key)}` };
    await expect(storage.put(key, secret)).rejects.toMatchObject(refusal);
    await expect(storage.stat(key)).rejects.toMatchObject(refusal);
    await expect(storage.remove(key)).rejects.toMatchObject(refusal);
    await expect(keysUnder(key)).rejects.toMatchObject(refusal);
    expect(() => storage.read(key)).toThrow(refusal.message);
    expect(() => storage.locate(key)).toThrow(refusal.message);
    await expect(readFile(secret, 'utf8')).resolves.toBe('secret');
  });

  describe('bound to a marker', () => {
    const OWN = '01890a5d-ac96-774b-bcce-b302099a8057';
    const FOREIGN = '01890a5d-ac96-774b-bcce-b302099a8058';

    const markedAs = (id: string) => new LocalStorageMarker(root).createMarker(id);
    const away = () => `${root}-away`;

    beforeEach(async () => {
      await rm(away(), { recursive: true, force: true });
      await rm(root, { recursive: true, force: true });
      await markedAs(OWN);
      storage.bindTo(OWN);
    });

    it('should put files where the marker is', async () => {
      await put(KEY, 'ours');
      await expect(readFile(join(root, KEY), 'utf8')).resolves.toBe('ours');
    });

    it.each([
      ['another storage', () => markedAs(FOREIGN)],
      ['an empty directory', () => mkdir(root)],
      ['nothing', () => Promise.resolve()],
    ])('should put nothing where %s is in its place, and keep the file', async (_what, replace) => {
      const path = await staged('still mine');
      await rename(root, away());
      await replace();
      await expect(storage.put(KEY, path)).rejects.toMatchObject({ code: 'storage.unavailable' });
      await expect(readFile(path, 'utf8')).resolves.toBe('still mine');
      await expect(stat(join(root, 'school'))).rejects.toMatchObject({ code: 'ENOENT' });
    });

    it('should lose no file and put none elsewhere while its directory is moved away again and again', async () => {
      for (let round = 0; round < 100; round += 1) {
        const key = KEY.replace('9f8b', String(1_000 + round));
        const path = await staged(key);
        const putting = storage.put(key, path).then(
          () => join(away(), key),
          () => path,
        );
        for (let turn = 0; turn < round % 7; turn += 1) await stat(directory.path);
        await rename(root, away());
        await mkdir(root);
        await expect(readFile(await putting, 'utf8')).resolves.toBe(key);
        await expect(readdir(root)).resolves.toEqual([]);
        await rm(root, { recursive: true });
        await rename(away(), root);
      }
    });
  });
});
