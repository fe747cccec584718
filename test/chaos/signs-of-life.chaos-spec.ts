import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import { type FileHandle, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LEASE_MS } from '../../libs/workers/src/lease';
import type { DownloadBody } from '@app/testing/client';
import { fallSilent } from '@app/testing/fall-silent';
import { recovered } from '@app/testing/recovery';
import { Served } from '@app/testing/served';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';
import { WorkerProcess } from '@app/testing/worker-process';

/** Of each worker. */
const FILES = 4;
/** The threads of libuv and where staging lies: on the disk of the storage, where files are flushed, and on another. */
const SLOW_DISKS = [
  ['1', '/tmp'],
  ['4', '/tmp'],
  ['4', '/dev/shm'],
] as const;

/** A process that is slow, or that was stopped, has not crashed. */
describe('RNF-009 recovering: a worker that lives', () => {
  const system = useSystem({ workers: 0 });
  const client = setUp(() => system.client());
  const database = setUp(() => system.database());
  let pipe: string;
  let writer: FileHandle | undefined;
  const workers: WorkerProcess[] = [];

  beforeAll(async () => {
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
    database.query<
      { run_id: string | null; crash_count: number; attempt: number; silent_ms: number | null }[]
    >(
      `SELECT run_id, crash_count, attempt,
         extract(epoch FROM now() - heartbeat_at)::float8 * 1000 AS silent_ms FROM downloads ORDER BY id`,
    );
  /** Workers that came to store something. */
  const storing = async () =>
    (
      await database.query<unknown[]>(
        `SELECT DISTINCT worker_id FROM downloads WHERE status = 'running' AND phase = 'storing'`,
      )
    ).length;
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

  /** Of its own, with a slow disk under it. */
  async function slowWorker(threads: string, disk: string): Promise<WorkerProcess> {
    const staging = await mkdtemp(join(disk, 'classroom-test-'));
    system.onClose(() => rm(staging, { recursive: true, force: true }));
    return worker({
      NODE_OPTIONS: `--import ${pathToFileURL(resolve('test/support/slow-disk.mjs')).href}`,
      SLOW_DISK_PIPE: pipe,
      UV_THREADPOOL_SIZE: threads,
      STAGING_DIR: staging,
      MAX_CONCURRENT_DOWNLOADS: String(FILES),
    });
  }

  it('should not be taken for dead while flushes and copies to another file system take longer than a lease, with one thread, four or more', async () => {
    const mark = `?slow=${crypto.randomUUID()}`;
    const slow: WorkerProcess[] = [];
    for (const [threads, disk] of SLOW_DISKS) slow.push(await slowWorker(threads, disk));
    const release = await holdDisk();
    const ids: string[] = [];
    for (let number = 0; number < FILES * slow.length; number += 1)
      ids.push(await request(`/media/museu.mp4${mark}&${String(number)}`));
    await until(async () => (await rows()).every(({ run_id }) => run_id !== null), 60_000);
    await until(async () => (await storing()) === slow.length, 60_000);
    const before = await rows();
    const heldAt = performance.now();
    await until(async () => {
      for (const { silent_ms } of await rows()) expect(silent_ms ?? 0).toBeLessThan(LEASE_MS);
      return performance.now() - heldAt > LEASE_MS + 6_000;
    }, 60_000);
    expect((await rows()).map(({ run_id }) => run_id)).toEqual(before.map(({ run_id }) => run_id));
    await release();
    const ended = await recovered(() => Promise.all(ids.map((id) => client.ended(id, 60_000))));
    for (const download of ended) expect(download).toMatchObject({ status: 'completed', retry_count: 0 });
    for (const row of await rows()) expect(row).toMatchObject({ crash_count: 0, attempt: 0 });
    expect(fetches(mark)).toBe(ids.length);
    await Promise.all(slow.map((one) => one.kill('SIGTERM')));
  }, 240_000);

  it('should not be blamed for a crash when it was only stopped, however often', async () => {
    system.sandbox.throttle.bytesPerSecond = 20_000;
    const served = new Served(system, '?stopped');
    const first = await worker();
    const id = await request('/media/aula-1.mp4?stopped');
    await inPhase(id, 'downloading');
    const both = [first, await worker()];
    for (const [stop, holder] of [...both, ...both].entries()) {
      const [before] = await rows();
      holder.signal('SIGSTOP');
      // The first lease runs out by the clock.
      if (stop > 0) await fallSilent(database);
      await until(async () => (await rows())[0]?.run_id !== before?.run_id, 60_000);
      await inPhase(id, 'downloading');
      expect((await rows())[0]).toMatchObject({ crash_count: 1 });
      holder.signal('SIGCONT');
      await recovered(() => until(async () => (await rows())[0]?.crash_count === 0, 30_000));
    }
    system.sandbox.throttle.bytesPerSecond = 0;
    const ended = await recovered(() => client.ended(id, 60_000));
    expect(ended).toMatchObject({ status: 'completed', retry_count: 0 });
    expect(served.requests).toHaveLength(served.rests.length + 1);
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
