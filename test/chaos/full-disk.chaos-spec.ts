import { execFile } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { FileStorage } from '@app/storage';
import { DiskSpaceMonitor } from '../../apps/worker/src/downloads/disk-space-monitor';
import type { DownloadBody } from '@app/testing/client';
import { recovered } from '@app/testing/recovery';
import { Served } from '@app/testing/served';
import { setUp } from '@app/testing/set-up';
import type { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

const MIB = 1024 * 1024;
/** A disk of its own in memory, for what other tests write must not count: what lies there, what is kept free. */
const DISK = 1000 * MIB;
const USED = 500 * MIB;
const RESERVE = 200 * MIB;
/** More than is left beside the reserve, and less than the disk takes. */
const BALLAST = 400 * MIB;

const execute = promisify(execFile);

describe('RNF-009 recovering: a disk that fills up', () => {
  const system = useSystem({ workers: 0 });
  const client = setUp(() => system.client());
  let disk: string;
  let staging: string;
  let worker: Awaited<ReturnType<TestSystem['startWorker']>>;

  beforeAll(async () => {
    disk = join(system.directory, 'disk');
    staging = join(disk, 'staging');
    await mkdir(disk);
    await execute('mount', ['-t', 'tmpfs', '-o', `size=${String(DISK)}`, 'none', disk]);
    system.onClose(() => execute('umount', [disk]));
    await writeFile(join(disk, 'used'), Buffer.alloc(USED));
    worker = await system.startWorker({ STAGING_DIR: staging, MIN_FREE_BYTES: String(RESERVE) });
  });

  afterEach(async () => {
    system.sandbox.throttle.bytesPerSecond = 0;
    system.sandbox.faults.clear();
    await rm(ballast(), { force: true });
  });

  const ballast = () => join(disk, 'ballast');
  const fetches = (mark: string) => system.sandbox.faults.seen.filter(({ url }) => url.includes(mark));

  async function request(path: string): Promise<string> {
    const { body } = await client.post<DownloadBody>('/downloads', { url: system.sandbox.origin + path });
    return body.id;
  }

  const waitsMs = async (id: string) =>
    Date.parse((await client.download(id)).waiting_for?.until ?? '') - Date.now();
  const bytesCome = (id: string) => until(async () => (await client.download(id)).downloaded_bytes > 50_000);

  it('should stop the newest, throw away what it wrote, and let the others end', async () => {
    system.sandbox.throttle.bytesPerSecond = 50_000;
    const older = await request('/media/aula-1.mp4?older');
    await bytesCome(older);
    const newest = await request('/paginas/mapa.html?newest');
    await bytesCome(newest);
    // As good as still: what the older one writes on would make it worse.
    system.sandbox.throttle.bytesPerSecond = 10_000;
    await writeFile(ballast(), Buffer.alloc(BALLAST));
    await until(async () => (await client.download(newest)).status === 'queued');
    const [, left] = await Promise.all([rm(ballast()), readdir(staging)]);
    expect(left).toEqual([older]);
    expect(await client.download(older)).toMatchObject({ status: 'running' });
    expect(await client.download(newest)).toMatchObject({
      retry_count: 0,
      error_code: 'disk.full',
      hint: expect.stringContaining('make room') as string,
      waiting_for: { code: 'disk-full' },
    });
    system.sandbox.throttle.bytesPerSecond = 0;
    const ended = await recovered(() => Promise.all([older, newest].map((id) => client.ended(id))));
    for (const download of ended)
      expect(download).toMatchObject({ status: 'completed', retry_count: 0, error_code: null });
    expect(fetches('?older')).toHaveLength(1);
    expect(fetches('?newest').length).toBeGreaterThan(1);
  });

  it('should also be noticed between two looks of the clock, by the bytes that come', async () => {
    const monitor = worker.get(DiskSpaceMonitor);
    const guard = Reflect.get(monitor, 'disk') as object;
    const looks = {
      staging: 1,
      hasSpace: () => Promise.resolve(true),
      refusedThatFit: () => Promise.resolve([]),
      left: () => Promise.resolve({ storage: 1, staging: looks.staging }),
    };
    Reflect.set(monitor, 'disk', looks);
    system.sandbox.faults.addFault({
      path: '/media/museu.mp4',
      contains: '?endless',
      breakBody: { after: 0, how: 'endless' },
    });
    const id = await request('/media/museu.mp4?endless');
    await bytesCome(id);
    looks.staging = -1;
    await until(async () => (await client.download(id)).error_code === 'disk.full');
    expect(await readdir(staging)).toEqual([]);
    system.sandbox.faults.clear();
    Reflect.set(monitor, 'disk', guard);
    const ended = await recovered(() => client.ended(id));
    expect(ended).toMatchObject({ status: 'completed', retry_count: 0 });
  });

  it('should not fetch again and again what tells no size and never fits', async () => {
    const isEndless = { contains: '?growing', breakBody: { after: 0, how: 'endless' } } as const;
    system.sandbox.faults.addFault({ path: '/media/museu.mp4', ...isEndless });
    const id = await request('/media/museu.mp4?growing');
    await until(async () => (await client.download(id)).error_code === 'disk.full');
    await until(async () => (await waitsMs(id)) > 40_000);
    expect(fetches('?growing').length).toBeLessThanOrEqual(2);
    expect(await readdir(staging)).toEqual([]);
    expect((await client.download(id)).retry_count).toBe(0);
    await client.delete(`/downloads/${id}`);
  });

  it('should not begin to fetch what is larger than what is left, and ask again only after a while', async () => {
    system.sandbox.faults.addFault({
      path: '/media/museu.mp4',
      contains: '?huge',
      breakBody: { after: BALLAST, how: 'lie' },
    });
    const id = await request('/media/museu.mp4?huge');
    await until(async () => (await client.download(id)).error_code === 'disk.full');
    expect((await client.download(id)).retry_count).toBe(0);
    expect(await waitsMs(id)).toBeGreaterThan(10 * 60_000);
    expect(await readdir(join(staging, id))).toHaveLength(1);
    expect(fetches('?huge')).toHaveLength(1);

    // Somebody makes room, and then it does not wait until its time comes.
    system.sandbox.faults.clear();
    await rm(join(disk, 'used'));
    const ended = await recovered(() => client.ended(id));
    expect(ended).toMatchObject({ status: 'completed', retry_count: 0 });
    expect(fetches('?huge')).toHaveLength(2);
    await writeFile(join(disk, 'used'), Buffer.alloc(USED));
  });

  it('should leave the others alone when it gets no worse, and keep the bytes where the storage alone is short', async () => {
    const monitor = worker.get(DiskSpaceMonitor);
    const guard = Reflect.get(monitor, 'disk') as object;
    system.sandbox.throttle.bytesPerSecond = 25_000;
    const ids: string[] = [];
    const [first, second] = [new Served(system, '?first'), new Served(system, '?second')];
    for (const mark of ['?first', '?second']) {
      ids.push(await request(`/media/museu.mp4${mark}`));
      await bytesCome(ids.at(-1) ?? '');
    }
    const looks = {
      hasSpace: () => Promise.resolve(false),
      refusedThatFit: () => Promise.resolve([]),
      left: () => Promise.resolve({ staging: 1, storage: -1 }),
    };
    Reflect.set(monitor, 'disk', looks);
    await until(async () => (await client.download(ids[1] ?? '')).status === 'queued');
    expect(await readdir(staging)).toContain(ids[1]);
    await new Promise((resolve) => setTimeout(resolve, 7_000));
    expect((await client.download(ids[0] ?? '')).status).toBe('running');
    Reflect.set(monitor, 'disk', guard);
    system.sandbox.throttle.bytesPerSecond = 0;
    const ended = await recovered(() => Promise.all(ids.map((id) => client.ended(id))));
    for (const download of ended) expect(download).toMatchObject({ status: 'completed', retry_count: 0 });
    await first.expectOnce('museu.mp4');
    // It was stopped in the middle of what was being sent.
    await second.expectOnce('museu.mp4', { deaths: 1 });
  });

  it('should spend no attempt when there is no space to store what was fetched', async () => {
    const noSpace = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const storage = worker.get(FileStorage);
    const put = storage.put.bind(storage);
    // Its picture is a courtesy; the video is what counts.
    const full = jest.spyOn(storage, 'put').mockImplementation((key, from) => {
      return key.endsWith('.mp4') ? Promise.reject(noSpace) : put(key, from);
    });
    const id = await request('/media/museu.mp4?unstored');
    await until(async () => (await client.download(id)).error_code === 'disk.full');
    expect(await client.download(id)).toMatchObject({ status: 'queued', retry_count: 0 });
    expect(await readdir(staging)).toContain(id);
    await client.delete(`/downloads/${id}`);
    full.mockRestore();
  });
});
