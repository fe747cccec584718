import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import { type FileHandle, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DataSource } from 'typeorm';
import { LEASE_MS } from '../../libs/downloads/src/running/lease';
import type { Client, DownloadBody } from '@app/testing/client';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { WorkerProcess } from '@app/testing/worker-process';

const FILES = 4;

/** A process that is slow, or that was stopped, has not crashed. */
describe('RNF-009 recovering: a worker that lives', () => {
  let system: TestSystem;
  let client: Client;
  let database: DataSource;
  let pipe: string;
  let writer: FileHandle | undefined;
  const workers: WorkerProcess[] = [];

  beforeAll(async () => {
    system = await TestSystem.start({ workers: 0 });
    client = system.client();
    database = await system.database();
    pipe = join(system.directory, 'slow-disk');
    execFileSync('mkfifo', [pipe]);
  }, 60_000);

  afterEach(async () => {
    await Promise.all(workers.splice(0).map((one) => one.kill('SIGKILL')));
    await writer?.close();
    writer = undefined;
    system.sandbox.throttle.bytesPerSecond = 0;
    await database.query('DELETE FROM downloads');
  });

  afterAll(() => system.close());

  async function worker(env: Record<string, string> = {}): Promise<WorkerProcess> {
    const started = await WorkerProcess.start(system, env);
    workers.push(started);
    return started;
  }

  async function request(path: string): Promise<string> {
    const { body } = await client.post<DownloadBody>('/downloads', { url: system.sandbox.origin + path });
    return body.id;
  }

  const rows = () =>
    database.query<{ run_id: string; crash_count: number; attempt: number; silent_ms: number | null }[]>(
      `SELECT run_id, crash_count, attempt,
         extract(epoch FROM now() - heartbeat_at)::float8 * 1000 AS silent_ms FROM downloads ORDER BY id`,
    );
  const fetches = (mark: string) => system.sandbox.faults.seen.filter(({ url }) => url.includes(mark)).length;
  const inPhase = (id: string, phase: string) =>
    until(async () => (await client.download(id)).phase === phase, 60_000);

  /** Whatever flushes or copies from now on waits for the answer to be called. */
  async function holdDisk(): Promise<() => Promise<void>> {
    await writeFile(`${pipe}.held`, '');
    return async () => {
      await rm(`${pipe}.held`);
      writer = await open(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    };
  }

  it.each([
    ['a flush', '1', '/tmp'],
    ['flushes, with as many threads as Node has by itself', '4', '/tmp'],
    ['copies to another file system', '4', '/dev/shm'],
  ])(
    'should not be taken for dead while %s takes longer than a lease',
    async (_case, threads, disk) => {
      const staging = await mkdtemp(join(disk, 'classroom-test-'));
      system.onClose(() => rm(staging, { recursive: true, force: true }));
      const mark = `?slow=${crypto.randomUUID()}`;
      const slow = await worker({
        NODE_OPTIONS: `--import ${pathToFileURL(resolve('test/support/slow-disk.mjs')).href}`,
        SLOW_DISK_PIPE: pipe,
        UV_THREADPOOL_SIZE: threads,
        STAGING_DIR: staging,
        MAX_CONCURRENT_DOWNLOADS: String(FILES),
      });
      const release = await holdDisk();
      const ids: string[] = [];
      for (let number = 0; number < FILES; number += 1)
        ids.push(await request(`/media/museu.mp4${mark}&${String(number)}`));
      await until(async () => {
        const all = await Promise.all(ids.map((id) => client.download(id)));
        return all.some(({ phase }) => phase === 'storing');
      }, 60_000);
      const before = await rows();
      const heldAt = performance.now();
      await until(async () => {
        for (const { silent_ms } of await rows()) expect(silent_ms ?? 0).toBeLessThan(LEASE_MS);
        return performance.now() - heldAt > LEASE_MS + 6_000;
      }, 60_000);
      expect((await rows()).map(({ run_id }) => run_id)).toEqual(before.map(({ run_id }) => run_id));
      await release();
      for (const id of ids)
        expect(await client.ended(id, 60_000)).toMatchObject({ status: 'completed', retry_count: 0 });
      for (const row of await rows()) expect(row).toMatchObject({ crash_count: 0, attempt: 0 });
      expect(fetches(mark)).toBe(FILES);
      await slow.kill('SIGTERM');
    },
    180_000,
  );

  it('should not be blamed for a crash when it was only stopped, however often', async () => {
    system.sandbox.throttle.bytesPerSecond = 20_000;
    const first = await worker();
    const id = await request('/media/aula-1.mp4?stopped');
    await inPhase(id, 'downloading');
    const both = [first, await worker()];
    for (const holder of [...both, ...both]) {
      const [before] = await rows();
      holder.signal('SIGSTOP');
      await until(async () => (await rows())[0]?.run_id !== before?.run_id, 60_000);
      await inPhase(id, 'downloading');
      expect((await rows())[0]).toMatchObject({ crash_count: 1 });
      holder.signal('SIGCONT');
      await until(async () => (await rows())[0]?.crash_count === 0, 30_000);
    }
    system.sandbox.throttle.bytesPerSecond = 0;
    expect(await client.ended(id, 60_000)).toMatchObject({ status: 'completed', retry_count: 0 });
  }, 240_000);

  it('should have threads for every download, and more', async () => {
    const { pid } = await worker({ MAX_CONCURRENT_DOWNLOADS: '30' });
    const tasks = `/proc/${String(pid)}/task`;
    const names = await Promise.all(
      (await readdir(tasks)).map((task) => readFile(join(tasks, task, 'comm'), 'utf8').catch(() => '')),
    );
    expect(names.filter((name) => name.startsWith('libuv-worker')).length).toBeGreaterThan(30);
  }, 60_000);
});
