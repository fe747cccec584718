import { Redis } from 'ioredis';
import type { BatchBody, Client } from '@app/testing/client';
import { TestSystem } from '@app/testing/system';
import { until } from '@app/testing/until';
import { WorkerProcess } from '@app/testing/worker-process';

const HISTORY = '702516387042';
const ANA = 'ana.souza@escola-aurora.example';
const OLD = '602516380001';
const items = (course: string) => `/v1/courses/${course}/courseWork`;

describe('RNF-009 recovering: a worker that dies while it reads courses', () => {
  let system: TestSystem;
  let client: Client;
  let ana: number;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: 0 });
    client = system.client();
    ana = await client.connect(ANA);
  });

  afterAll(() => system.close());

  async function courseSync(course: string): Promise<string> {
    const path = `/courses/${course}?credential_id=${String(ana)}`;
    return (await client.get<{ sync: { status: string } }>(path)).body.sync.status;
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
      for (const course of [HISTORY, OLD])
        system.sandbox.faults.add({ path: items(course), delayMs: 60_000 });
      const asked = system.sandbox.faults.seen.length;
      const isRead = (course: string) =>
        system.sandbox.faults.seen.slice(asked).some(({ url }) => url.startsWith(items(course)));
      const first = await WorkerProcess.start(system);
      await client.connect(ANA);
      const { body } = await client.post<BatchBody>(`/courses/${HISTORY}/download-all`, {
        credential_id: ana,
      });
      await client.post(`/courses/${OLD}/sync?credential_id=${String(ana)}`);
      await until(() => isRead(HISTORY) && isRead(OLD));
      await first.kill(signal);
      if (flush) await emptyRedis();
      system.sandbox.faults.clear();
      const second = await WorkerProcess.start(system);
      expect(await client.batchEnded(body.job_id, withinMs)).toMatchObject({
        status: 'completed',
        total: 8,
        completed: 8,
      });
      await until(async () => (await courseSync(OLD)) === 'done', withinMs);
      await second.kill('SIGTERM');
    },
  );
});
