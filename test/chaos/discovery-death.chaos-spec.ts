import { Redis } from 'ioredis';
import type { BatchBody } from '@app/testing/client';
import { recovered } from '@app/testing/recovery';
import { ANA, HISTORY, OLD_HISTORY } from '@app/testing/sandbox-school';
import { setUp } from '@app/testing/set-up';
import { until } from '@app/testing/until';
import { useSystem } from '@app/testing/use-system';
import { WorkerProcess } from '@app/testing/worker-process';

const items = (course: string) => `/v1/courses/${course}/courseWork`;

describe('RNF-009 recovering: a worker that dies while it reads courses', () => {
  const system = useSystem({ workers: 0 });
  const client = setUp(() => system.client());
  let ana: number;

  beforeAll(async () => (ana = await client.connect(ANA)));

  async function courseSync(course: string): Promise<string | undefined> {
    const path = `/courses/${course}?credential_id=${String(ana)}`;
    return (await client.get<{ sync?: { status: string } }>(path)).body.sync?.status;
  }

  const seenSince = (from: number) => system.sandbox.faults.seen.slice(from);
  /** How often a worker began to list what a course has. */
  const readings = (course: string, from: number) =>
    seenSince(from).filter(({ url }) => url.startsWith(`${items(course)}?`)).length;

  /** Files, and pieces of files, that were fetched more than once; playlists are read by several programs. */
  function fetchedTwice(from: number): string[] {
    const whole = seenSince(from).filter(({ method, range }) => method === 'GET' && range === undefined);
    const files = whole
      .map(({ url }) => url)
      .filter((url) => /^\/media\/(?!.*\.(?:m3u8|mpd)$)|alt=media/.test(url));
    return files.filter((url, index) => files.indexOf(url) !== index);
  }

  async function emptyRedis(): Promise<void> {
    const redis = new Redis(system.redis.url);
    await redis.flushall();
    redis.disconnect();
  }

  it.each([
    ['killed, and Redis emptied', 'SIGKILL', 90_000, true],
    ['told to end', 'SIGTERM', 20_000, false],
  ] as const)(
    'should leave its batch and its reading to another when it is %s, which queues every video once',
    async (_what, signal, withinMs, flush) => {
      for (const course of [HISTORY, OLD_HISTORY])
        system.sandbox.faults.addFault({ path: items(course), delayMs: 60_000 });
      const asked = system.sandbox.faults.seen.length;
      const isRead = (course: string) => readings(course, asked) > 0;
      const first = await WorkerProcess.start(system);
      await client.connect(ANA);
      const { body } = await client.post<BatchBody>(`/courses/${HISTORY}/download-all`, {
        credential_id: ana,
      });
      await client.post(`/courses/${OLD_HISTORY}/sync?credential_id=${String(ana)}`);
      await until(() => isRead(HISTORY) && isRead(OLD_HISTORY));
      await first.kill(signal);
      if (flush) await emptyRedis();
      system.sandbox.faults.clear();
      const second = await WorkerProcess.start(system);
      const batch = await recovered(async () => {
        const ended = await client.batchEnded(body.job_id, withinMs);
        await until(async () => (await courseSync(OLD_HISTORY)) === 'done', withinMs);
        return ended;
      });
      expect(batch).toMatchObject({ status: 'completed', total: 8, completed: 8 });
      // By the one that was interrupted, and by the one that took over.
      for (const course of [HISTORY, OLD_HISTORY]) expect(readings(course, asked)).toBe(2);
      expect(fetchedTwice(asked)).toEqual([]);
      await second.kill('SIGTERM');
    },
  );

  it('should be given up on by a batch and a reading that three workers died with, until somebody asks again', async () => {
    for (const course of [HISTORY, OLD_HISTORY])
      system.sandbox.faults.addFault({ path: items(course), delayMs: 600_000 });
    const from = system.sandbox.faults.seen.length;
    await client.connect(ANA);
    const { body } = await client.post<BatchBody>(`/courses/${HISTORY}/download-all`, { credential_id: ana });
    await client.post(`/courses/${OLD_HISTORY}/sync?credential_id=${String(ana)}`);
    for (const crashes of [0, 1, 2]) {
      const victim = await WorkerProcess.start(system);
      await until(
        async () => (await underWay(body.job_id)) === crashes && readings(OLD_HISTORY, from) > crashes,
      );
      await victim.kill('SIGKILL');
    }
    const survivor = await WorkerProcess.start(system);
    const given = await client.batchEnded(body.job_id);
    expect(given).toMatchObject({ status: 'failed', error_code: 'batch.poison' });
    const path = `/courses/${OLD_HISTORY}?credential_id=${String(ana)}`;
    await until(async () => {
      const { body: course } = await client.get<{ sync?: { error_code: string | null } }>(path);
      return course.sync?.error_code === 'course.poison';
    });
    expect(readings(OLD_HISTORY, from)).toBe(3);
    expect(readings(HISTORY, from)).toBeLessThanOrEqual(3);

    system.sandbox.faults.clear();
    const again = system.sandbox.faults.seen.length;
    for (const course of [HISTORY, OLD_HISTORY])
      await client.post(`/courses/${course}/sync?credential_id=${String(ana)}`);
    await until(async () => (await courseSync(OLD_HISTORY)) === 'done');
    await client.post(`/batch-downloads/${body.job_id}/retry-failed`);
    await until(async () => (await client.batchEnded(body.job_id)).status === 'completed');
    // For the sync that was asked for, and for the batch unless that found it read.
    expect(readings(OLD_HISTORY, again)).toBe(1);
    expect(readings(HISTORY, again)).toBeLessThanOrEqual(2);
    expect(fetchedTwice(from)).toEqual([]);
    await survivor.kill('SIGTERM');
  }, 400_000);

  /** How many crashes the batch and the reading have behind them, while both are worked on. */
  async function underWay(batchId: string): Promise<number | undefined> {
    const [row] = await (
      await system.database()
    ).query<{ batch: number; reading: number }[]>(
      `SELECT b.crash_count AS batch, a.sync_crash_count AS reading
       FROM batches b, course_access a JOIN courses c ON c.id = a.course_id
       WHERE b.id = $1 AND b.heartbeat_at IS NOT NULL AND c.google_id = $2 AND a.credential_id = $3
         AND a.sync_status = 'running'`,
      [batchId, OLD_HISTORY, ana],
    );
    return row?.batch === row?.reading ? row?.reading : undefined;
  }
});
