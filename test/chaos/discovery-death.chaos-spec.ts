import { Redis } from 'ioredis';
import type { BatchBody, Client } from '../support/client';
import { TestSystem } from '../support/system';
import { until } from '../support/until';
import { WorkerProcess } from '../support/worker-process';

const HISTORY = '702516387042';
const ANA = 'ana.souza@escola-aurora.example';
const ITEMS = `/v1/courses/${HISTORY}/courseWork`;

describe('RNF-009 recovering: a worker that dies while it reads a course', () => {
  let system: TestSystem;
  let client: Client;
  let ana: number;

  beforeAll(async () => {
    system = await TestSystem.start({ workers: 0 });
    client = system.client();
    ana = await client.connect(ANA);
  });

  afterAll(() => system.close());

  async function emptyRedis(): Promise<void> {
    const redis = new Redis(system.redis.url);
    await redis.flushall();
    redis.disconnect();
  }

  it.each([
    ['killed, and Redis emptied', 'SIGKILL', 90_000, true],
    ['told to end', 'SIGTERM', 20_000, false],
  ] as const)(
    'should leave its batch to another when it is %s, which queues every video once',
    async (_what, signal, withinMs, flush) => {
      system.sandbox.faults.add({ path: ITEMS, delayMs: 60_000 });
      const asked = system.sandbox.faults.count(ITEMS);
      const first = await WorkerProcess.start(system);
      await client.connect(ANA);
      const { body } = await client.post<BatchBody>(`/courses/${HISTORY}/download-all`, {
        credential_id: ana,
      });
      await until(() => system.sandbox.faults.count(ITEMS) > asked, 20_000);
      await first.kill(signal);
      if (flush) await emptyRedis();
      system.sandbox.faults.clear();
      const second = await WorkerProcess.start(system);
      expect(await client.batchEnded(body.job_id, withinMs)).toMatchObject({
        status: 'completed',
        total: 8,
        completed: 8,
      });
      await second.kill('SIGTERM');
    },
    150_000,
  );
});
