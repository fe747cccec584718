import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppConfig } from '@app/config';
import { Database } from '@app/database';
import { MissingThumbnails } from '@app/downloads';
import { StorageIdentity } from '@app/maintenance';
import { ContainerReader, Ffprobe, imageTypeOf, Stills } from '@app/media';
import { NodeProcessRunner, ToolLauncher } from '@app/process';
import { LocalDiskStorage, StorageUnavailable } from '@app/storage';
import { Logger } from '@nestjs/common';
import { sampleFilm, temporaryDirectory } from '@app/testing/parts';
import { TestSystem } from '@app/testing/system';
import { testConfig } from '@app/testing/test-config';
import { until } from '@app/testing/until';
import { MakeThumbnails } from './make-thumbnails.service';

const never = new AbortController().signal;

describe(MakeThumbnails, () => {
  let system: TestSystem;
  let database: Database;
  let missing: MissingThumbnails;
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  let storage: LocalDiskStorage;
  let config: AppConfig;
  let tools: ToolLauncher;
  let containers: ContainerReader;
  let stills: Stills;
  let excerpt: string;
  let films = 0;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: 0 });
    database = system.api.get(Database, { strict: false });
    missing = system.api.get(MissingThumbnails, { strict: false });
    directory = await temporaryDirectory();
    storage = new LocalDiskStorage(join(directory.path, 'videos'));
    config = testConfig({ STAGING_DIR: join(directory.path, 'staging') });
    tools = new ToolLauncher(new NodeProcessRunner(), config);
    containers = new ContainerReader();
    stills = new Stills(tools, containers);
    const film = join(directory.path, 'film.mp4');
    await copyFile(await sampleFilm(), film);
    excerpt = (await stills.excerptOf(film, await new Ffprobe(tools).readFacts(film, never), never)) ?? '';
  });

  afterAll(async () => {
    await containers.onModuleDestroy();
    await tools.onApplicationShutdown();
    await Promise.all([directory.remove(), system.close()]);
  });

  /** A stored film that waits for its picture, made of these bytes: its id. */
  async function stored(frames?: Buffer): Promise<string> {
    const base = `school/00/${crypto.randomUUID()}`;
    const file = join(directory.path, `${crypto.randomUUID()}.mkv`);
    await writeFile(file, frames ?? (await readFile(excerpt)));
    await storage.put(`${base}-thumbnail.mkv`, file);
    const added = await database.row<{ id: string }>(
      `INSERT INTO assets (tenant_id, source_key, variant, state, storage_key, sha256, key_frames_key, ready_at)
       VALUES ('school', $1, 'any', 'ready', $2, 'x', $3, now()) RETURNING id`,
      [`film ${String((films += 1))}`, `${base}.mp4`, `${base}-thumbnail.mkv`],
    );
    return added?.id ?? '';
  }

  const pictureOf = async (id: string) =>
    (
      await database.row<{ key: string | null }>('SELECT thumbnail_key AS key FROM assets WHERE id = $1', [
        id,
      ])
    )?.key;

  const waiting = async () =>
    (await database.rows<{ id: string }>('SELECT id FROM assets WHERE key_frames_key IS NOT NULL')).map(
      ({ id }) => id,
    );

  async function storedKeys(): Promise<string[]> {
    const keys: string[] = [];
    for await (const { key } of storage.listFiles()) keys.push(key);
    return keys;
  }

  const identity = (require: StorageIdentity['require']) =>
    Object.assign(Object.create(StorageIdentity.prototype) as StorageIdentity, { require });

  const makerWith = (
    other: Partial<Stills> = {},
    require: StorageIdentity['require'] = () => Promise.resolve(),
  ) => {
    const maker = new MakeThumbnails(
      missing,
      Object.assign(Object.create(stills) as Stills, other),
      storage,
      identity(require),
      config,
    );
    maker.onApplicationBootstrap();
    return maker;
  };

  async function makeByAnother(id: string): Promise<void> {
    const other = makerWith();
    await until(async () => (await pictureOf(id)) !== null);
    await other.beforeApplicationShutdown();
  }

  it('should make each picture once, whoever makes it, and leave nothing else', async () => {
    const ids = await Promise.all([stored(), stored(), stored(), stored()]);
    const made: string[] = [];
    const counted = {
      jpegOfExcerpt: (path: string, signal: AbortSignal) => {
        made.push(path);
        return stills.jpegOfExcerpt(path, signal);
      },
    };
    const makers = [makerWith(counted), makerWith(counted)];
    await until(async () => (await Promise.all(ids.map(pictureOf))).every((key) => key !== null));
    for (const maker of makers) await maker.beforeApplicationShutdown();
    expect(made).toHaveLength(4);
    for (const id of ids)
      expect(imageTypeOf(await readFile(storage.locate((await pictureOf(id)) ?? '')))).toBe('jpg');
    await expect(waiting()).resolves.toEqual([]);
    expect((await storedKeys()).filter((key) => !key.endsWith('-thumbnail.jpg'))).toEqual([]);
    await expect(readdir(config.storage.stagingDir)).resolves.toEqual([]);
  });

  it('should do without a picture where none can be made, and go on with the next', async () => {
    const [broken, whole] = [await stored(Buffer.from('no film')), await stored()];
    const maker = makerWith();
    await until(async () => (await pictureOf(whole)) !== null);
    await maker.beforeApplicationShutdown();
    await expect(pictureOf(broken)).resolves.toBeNull();
    await expect(waiting()).resolves.toEqual([]);
    expect((await storedKeys()).filter((key) => key.endsWith('.mkv'))).toEqual([]);
  });

  it('should keep no picture of a film that is gone meanwhile', async () => {
    const [before, id] = [await storedKeys(), await stored()];
    const maker = makerWith({
      jpegOfExcerpt: async (path, signal) => {
        await database.affected('DELETE FROM assets WHERE id = $1', [id]);
        return stills.jpegOfExcerpt(path, signal);
      },
    });
    await until(async () => (await storedKeys()).every((key) => before.includes(key)));
    await maker.beforeApplicationShutdown();
    await expect(storedKeys()).resolves.toEqual(before);
  });

  it('should leave it to another when it is stopped in the middle', async () => {
    const id = await stored();
    let hasBegun = false;
    const maker = makerWith({
      jpegOfExcerpt: (_path, signal) =>
        new Promise((_resolve, reject) => {
          hasBegun = true;
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    });
    await until(() => Promise.resolve(hasBegun));
    await maker.beforeApplicationShutdown();
    await expect(waiting()).resolves.toEqual([id]);
    await makeByAnother(id);
  });

  it('should take none in front of a storage that is not the one of the installation', async () => {
    const id = await stored();
    let looked = 0;
    const warn = jest.spyOn(Logger.prototype, 'warn');
    const stray = makerWith({}, () => {
      looked += 1;
      return Promise.reject(new StorageUnavailable('another storage'));
    });
    await until(() => looked > 1);
    await stray.beforeApplicationShutdown();
    // Who takes downloads says so, once.
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
    await expect(waiting()).resolves.toEqual([id]);
    await makeByAnother(id);
  });

  it('should put none into a storage that came in the place of the one of the installation meanwhile', async () => {
    const [id, before] = [await stored(), await storedKeys()];
    let looked = 0;
    let made = 0;
    const another = () => Promise.reject(new StorageUnavailable('another storage'));
    const jpegOfExcerpt = (path: string, signal: AbortSignal) => {
      made += 1;
      return stills.jpegOfExcerpt(path, signal);
    };
    const maker = makerWith({ jpegOfExcerpt }, () => (looked++ === 0 ? Promise.resolve() : another()));
    await until(() => looked > 2);
    await maker.beforeApplicationShutdown();
    expect(made).toBe(1);
    await expect(waiting()).resolves.toEqual([id]);
    await expect(storedKeys()).resolves.toEqual(before);
    await makeByAnother(id);
  });

  it('should be stopped at once while PostgreSQL is away for the picture that it has made', async () => {
    const id = await stored();
    let looked = 0;
    const whileAway = (signal?: AbortSignal) => {
      looked += 1;
      if (looked === 1) return Promise.resolve();
      return new Promise<void>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
      });
    };
    const maker = makerWith({}, whileAway);
    await until(() => looked === 2);
    await maker.beforeApplicationShutdown();
    await expect(waiting()).resolves.toEqual([id]);
    await database.affected('DELETE FROM assets WHERE id = $1', [id]);
  });

  it('should be stopped at once while PostgreSQL is away, and take nothing after', async () => {
    const id = await stored();
    let isBack: () => void = () => undefined;
    const back = new Promise<void>((resolve) => (isBack = resolve));
    const maker = makerWith({}, () => back);
    await maker.beforeApplicationShutdown();
    isBack();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(waiting()).resolves.toEqual([id]);
    await database.affected('DELETE FROM assets WHERE id = $1', [id]);
  });
});
