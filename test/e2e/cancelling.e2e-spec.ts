import { chmod, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runDownloadJob, RunLifecycle } from '@app/downloads';
import { type JobQueue, Signals } from '@app/queue';
import { getQueueToken } from '@nestjs/bullmq';
import type { DownloadBody } from '@app/testing/client';
import { aliveIn } from '@app/testing/processes';
import { setUp } from '@app/testing/set-up';
import type { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';

/** A second is promised on a machine of one's own; here others work, too. */
const SOON_MS = 3_000;
/** A sign of life is given every three seconds. */
const UNHEARD_MS = 6_000;

describe('RF-010 cancelling in every phase', () => {
  const system = useSystem({ workers: 0 });
  const client = setUp(() => system.client());
  let worker: Awaited<ReturnType<TestSystem['startWorker']>>;

  beforeAll(async () => {
    // Does everything that ffmpeg does but merging, which it never ends.
    const ffmpeg = join(system.directory, 'ffmpeg');
    const real = process.env.FFMPEG_PATH ?? '/usr/bin/ffmpeg';
    const script = `case "$*" in *" -map "*) sleep 3600;; *) exec ${real} "$@";; esac`;
    await writeFile(ffmpeg, `#!/bin/sh\n${script}\n`);
    await writeFile(
      join(system.directory, 'ffprobe'),
      `#!/bin/sh\nexec ${join(real, '..', 'ffprobe')} "$@"\n`,
    );
    await chmod(ffmpeg, 0o755);
    await chmod(join(system.directory, 'ffprobe'), 0o755);
    worker = await system.startWorker({ FFMPEG_PATH: ffmpeg });
  });

  afterEach(() => (system.sandbox.throttle.bytesPerSecond = 0));
  const staging = () => join(system.directory, 'staging-0');
  const storedFiles = async () => {
    const found = await readdir(join(system.directory, 'videos'), { recursive: true }).catch(() => []);
    return found.filter((name) => name.endsWith('.mp4'));
  };

  /** Asks for a video, waits for the phase, cancels: soon nothing of it may be left. How long its processes took, in ms. */
  async function cancelledAt(phase: string, path: string, soonMs = SOON_MS): Promise<number> {
    const url = system.sandbox.origin + path;
    const { body } = await client.post<DownloadBody>('/downloads', { url });
    await until(async () => {
      const download = await client.download(body.id);
      return download.status === 'running' && download.phase === phase;
    });
    // The phase is told before the process is there.
    await until(async () => path.endsWith('.mp4') || (await aliveIn(staging())).length > 0);
    expect((await client.delete(`/downloads/${body.id}`)).status).toBe(204);
    const begun = performance.now();
    await until(async () => (await aliveIn(staging())).length === 0, soonMs);
    const took = performance.now() - begun;
    await until(async () => (await readdir(join(staging(), body.id)).catch(() => [])).length === 0, soonMs);
    expect(performance.now() - begun).toBeLessThan(soonMs);
    expect(await client.download(body.id)).toMatchObject({ status: 'cancelled', file_path: null });
    return took;
  }

  it('should stop what looks at a page', async () => {
    const end = system.sandbox.faults.addFault({ path: '/media/alturas-hls/master.m3u8', delayMs: 5_000 });
    await cancelledAt('resolving', '/media/alturas-hls/master.m3u8');
    end();
  });

  it('should stop what fetches a file', async () => {
    system.sandbox.throttle.bytesPerSecond = 100_000;
    await cancelledAt('downloading', '/media/aula-1.mp4');
  });

  it('should stop what fetches a stream', async () => {
    system.sandbox.throttle.bytesPerSecond = 30_000;
    await cancelledAt('downloading', '/media/debate-hls/index.m3u8');
  });

  it('should stop what puts picture and sound together', async () => {
    await cancelledAt('merging', '/media/palestra-dash/manifest.mpd');
  });

  it('should be heard of at once, also where nothing is written for long', async () => {
    const took: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      took.push(await cancelledAt('merging', `/media/palestra-dash/manifest.mpd?${String(round)}`));
    }
    took.sort((left, right) => left - right);
    // By signs of life alone it would take a second and a half on average.
    expect(took[6]).toBeLessThan(1_000);
  });

  it('should be noticed at the next sign of life where nobody hears of it', async () => {
    const signals = jest.spyOn(system.api.get(Signals, { strict: false }), 'send').mockResolvedValue();
    try {
      await cancelledAt('merging', '/media/palestra-dash/manifest.mpd?unheard', UNHEARD_MS);
    } finally {
      signals.mockRestore();
    }
  });

  it('should end the processes of nineteen out of twenty within a second', async () => {
    system.sandbox.throttle.bytesPerSecond = 30_000;
    const took: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const ids: string[] = [];
      for (let number = 0; number < 4; number += 1) {
        const url = `${system.sandbox.origin}/media/debate-hls/index.m3u8?cancel=${String(round * 4 + number)}`;
        ids.push((await client.post<DownloadBody>('/downloads', { url })).body.id);
      }
      for (const id of ids) await until(async () => (await client.download(id)).phase === 'downloading');
      for (const id of ids) {
        expect((await aliveIn(join(staging(), id))).length).toBeGreaterThan(0);
        expect((await client.delete(`/downloads/${id}`)).status).toBe(204);
        const begun = performance.now();
        await until(async () => (await aliveIn(join(staging(), id))).length === 0, SOON_MS);
        took.push(performance.now() - begun);
      }
    }
    took.sort((left, right) => left - right);
    expect(took[18]).toBeLessThan(1_000);
  });

  it('should leave no file behind although all of it was there already', async () => {
    const lifecycle = worker.get(RunLifecycle);
    const complete = lifecycle.complete.bind(lifecycle);
    jest.spyOn(lifecycle, 'complete').mockImplementationOnce(async (run, ...stored) => {
      expect(await storedFiles()).toHaveLength(1);
      expect((await client.delete(`/downloads/${run.downloadId}`)).status).toBe(204);
      return complete(run, ...stored);
    });
    const url = `${system.sandbox.origin}/media/museu.mp4?late`;
    const { body } = await client.post<DownloadBody>('/downloads', { url });
    expect((await client.ended(body.id)).status).toBe('cancelled');
    await until(async () => (await storedFiles()).length === 0);
    expect(await client.download(body.id)).toMatchObject({ status: 'cancelled', file_path: null });
  });

  it('should take what waits out of the queue, and leave what runs alone', async () => {
    system.sandbox.throttle.bytesPerSecond = 50_000;
    const queue = system.api.get<JobQueue>(getQueueToken(runDownloadJob.name), { strict: false });
    const waiting = () => queue.waitingIds();
    const ids = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const url = `${system.sandbox.origin}/media/aula-2.mp4?${String(index)}`;
        return (await client.post<DownloadBody>('/downloads', { url })).body.id;
      }),
    );
    const statuses = () => Promise.all(ids.map(async (id) => (await client.download(id)).status));
    const running = async () => (await statuses()).filter((status) => status === 'running').length;
    await until(async () => (await running()) === 4 && (await waiting()).length === 4);
    const before = await statuses();
    const queued = ids.filter((_, index) => before[index] === 'queued');
    await Promise.all(queued.map((id) => client.delete(`/downloads/${id}`)));
    await until(async () => (await waiting()).length === 0, 8_000);
    expect(await running()).toBe(4);
    await Promise.all(ids.map((id) => client.delete(`/downloads/${id}`)));
    await until(async () => (await readdir(staging())).length === 0);
    expect(new Set(await statuses())).toEqual(new Set(['cancelled']));
  });
});
