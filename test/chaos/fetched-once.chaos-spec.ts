import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FfprobeUnusable, MediaInspector } from '@app/media';
import { DiskFull, FileStorage } from '@app/storage';
import { DataSource } from 'typeorm';
import type { DownloadBody } from '@app/testing/client';
import { recovered } from '@app/testing/recovery';
import { setUp } from '@app/testing/set-up';
import type { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const GB = 1_000_000_000;
/** Through the direct fetcher, and through yt-dlp. */
const PATHS = ['/media/aula-1.mp4', '/paginas/mapa.html'];

describe('RNF-009 recovering: what was fetched is not fetched again', () => {
  const system = useSystem();
  const client = setUp(() => system.client());
  let staging: string;
  let worker: Awaited<ReturnType<TestSystem['startWorker']>>;

  beforeAll(async () => {
    worker = system.workers[0]!;
    staging = join(system.directory, 'staging-0');
  });

  afterEach(() => jest.restoreAllMocks());
  const fetches = (mark: string) => system.sandbox.faults.seen.filter(({ url }) => url.includes(mark)).length;

  const storageHealth = async () =>
    (await client.get<{ components: { storage: { status: string } } }>('/health')).body.components.storage;

  async function request(path: string): Promise<{ id: string; mark: string; url: string }> {
    const mark = `?${crypto.randomUUID()}`;
    const url = system.sandbox.origin + path + mark;
    const { body } = await client.post<DownloadBody>('/downloads', { url });
    return { id: body.id, mark, url };
  }

  /** Waits until it was put off, and then does not wait until its time comes. */
  async function putOff(id: string, code: string): Promise<void> {
    await until(async () => {
      const { status, error_code: error } = await client.download(id);
      return status === 'queued' && error === code;
    });
  }

  const hurry = (id: string) =>
    worker.get(DataSource).query('UPDATE downloads SET run_at = now() WHERE id = $1', [id]);

  it.each(PATHS)('should take up a file that could not be verified: %s', async (path) => {
    jest
      .spyOn(worker.get(MediaInspector), 'inspect')
      .mockRejectedValueOnce(new FfprobeUnusable(new Error('broken')));
    const { id, mark } = await request(path);
    await putOff(id, 'process.failed');
    const before = fetches(mark);
    await hurry(id);
    const ended = await recovered(() => client.ended(id));
    expect(ended).toMatchObject({ status: 'completed', retry_count: 0 });
    expect(fetches(mark)).toBe(before);
  });

  it.each(PATHS)('should take up a file that found no space in the storage: %s', async (path) => {
    const noSpace = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const storage = worker.get(FileStorage);
    const put = storage.put.bind(storage);
    let isFull = true;
    jest.spyOn(storage, 'put').mockImplementation((key, from) => {
      const refuses = isFull && key.endsWith('.mp4');
      if (refuses) isFull = false;
      return refuses ? Promise.reject(noSpace) : put(key, from);
    });
    const { id, mark } = await request(path);
    await putOff(id, new DiskFull().code);
    const before = fetches(mark);
    await hurry(id);
    const ended = await recovered(() => client.ended(id));
    expect(ended).toMatchObject({ status: 'completed', retry_count: 0 });
    expect(fetches(mark)).toBe(before);
  });

  it('should not fetch what the storage has no space for, however much staging has', async () => {
    const storage = worker.get(FileStorage);
    jest.spyOn(storage, 'freeBytes').mockResolvedValue(1_100_000);
    jest.spyOn(storage, 'volume').mockResolvedValue({
      freeBytes: 1_100_000,
      capacityBytes: GB,
      sharesDisk: false,
      copies: true,
    });
    const { id, mark } = await request('/media/museu.mp4');
    await putOff(id, 'disk.full');
    expect(fetches(mark)).toBe(1);
    const [run = ''] = await readdir(join(staging, id));
    const part = await stat(join(staging, id, run, 'media.part')).catch(() => undefined);
    expect(part?.size ?? 0).toBe(0);
    const { waiting_for } = await client.download(id);
    expect(Date.parse(waiting_for?.until ?? '') - Date.now()).toBeGreaterThan(10 * 60_000);
    jest.restoreAllMocks();
    await hurry(id);
    const ended = await recovered(() => client.ended(id));
    expect(ended).toMatchObject({ status: 'completed', retry_count: 0 });
    expect(fetches(mark)).toBe(2);
  });

  it('should say so at once when it is larger than the whole disk', async () => {
    jest.spyOn(worker.get(FileStorage), 'volume').mockResolvedValue({
      freeBytes: 1_100_000,
      capacityBytes: 1_200_000,
      sharesDisk: false,
      copies: true,
    });
    const { id, mark } = await request('/media/museu.mp4');
    expect(await client.ended(id)).toMatchObject({ status: 'failed', error_code: 'disk.too-small' });
    expect(fetches(mark)).toBe(1);
  });

  it('should take nothing for lost, and fetch nothing twice, while the storage is not mounted', async () => {
    const videos = join(system.directory, 'videos');
    const stored = await request('/media/aula-1.mp4');
    expect((await client.ended(stored.id)).status).toBe('completed');
    await rename(videos, `${videos}.unmounted`);
    await until(async () => (await storageHealth()).status !== 'ok');
    const { id, mark } = await request('/media/aula-2.mp4');
    await until(async () => (await client.download(id)).waiting_for?.code === 'disk-full');

    // What a process made there meanwhile is not the storage.
    await rm(videos, { recursive: true, force: true });
    await rename(`${videos}.unmounted`, videos);
    const ended = await recovered(() => client.ended(id));
    expect(ended).toMatchObject({ status: 'completed', retry_count: 0 });
    const again = await client.post<DownloadBody>('/downloads', { url: stored.url });
    expect(await client.ended(again.body.id)).toMatchObject({ status: 'completed', retry_count: 0 });
    expect([fetches(stored.mark), fetches(mark)]).toEqual([1, 1]);
  });

  it.each(PATHS)('should take up a file whose worker was stopped before it was stored: %s', async (path) => {
    const reading = Promise.withResolvers<undefined>();
    jest.spyOn(worker.get(MediaInspector), 'inspect').mockImplementationOnce(
      (_path, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
          reading.resolve(undefined);
        }),
    );
    const { id, mark } = await request(path);
    await reading.promise;
    const before = fetches(mark);
    await worker.close();
    worker = await system.startWorker({ STAGING_DIR: staging });
    const ended = await recovered(() => client.ended(id));
    expect(ended).toMatchObject({ status: 'completed', retry_count: 0 });
    expect(fetches(mark)).toBe(before);
  });
});
