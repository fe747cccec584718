import { Redis } from 'ioredis';
import { QueueEvents, Worker } from 'bullmq';
import { within } from '@app/kernel';
import { testRedis } from '@app/testing/parts';
import { testConfig } from '@app/testing/test-config';
import { until } from '@app/testing/until';
import { defineJob, JobPayload } from './define-job';
import { type JobProgress, JobProgressEvents } from './job-progress-events';
import { JobQueue } from './job-queue';
import { QueueConnection } from './queue-connection';
import { REDIS_PREFIX } from './redis-options';

const JOB = defineJob({ queue: 'videos', name: 'fetch-video', payload: JobPayload, concurrency: 1 });

describe(JobProgressEvents, () => {
  let redis: Awaited<ReturnType<typeof testRedis>>;
  const closers: (() => unknown)[] = [];
  const reading = jest.spyOn(QueueEvents.prototype, 'run');

  beforeAll(async () => {
    redis = await testRedis();
  });

  afterAll(() => redis.close());

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
    reading.mockClear();
  });

  /** As of one more process. */
  function events(): JobProgressEvents {
    const one = new JobProgressEvents(testConfig({ REDIS_URL: redis.url }));
    closers.push(() => one.onApplicationShutdown());
    return one;
  }

  /** What a subscriber heard. */
  function heardBy(process: JobProgressEvents): JobProgress[] {
    const heard: JobProgress[] = [];
    closers.push(process.subscribe(JOB, (progress) => heard.push(progress)));
    return heard;
  }

  function queue(): JobQueue {
    const connection = new QueueConnection(testConfig({ REDIS_URL: redis.url }));
    closers.push(() => connection.onApplicationShutdown());
    return new JobQueue(JOB, connection);
  }

  /** A worker elsewhere, whose job reports 1, 2, 3… until it is told to end. */
  function reporting(): void {
    const connection = new Redis(redis.url, { maxRetriesPerRequest: null });
    connection.on('error', () => undefined);
    let ended = false;
    const worker = new Worker(
      JOB.queue,
      async (job) => {
        for (let percent = 1; !ended; percent += 1) {
          await job.updateProgress({ run_id: 'r1', tenant_id: 'school', percent });
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      },
      { connection, prefix: REDIS_PREFIX },
    );
    worker.on('error', () => undefined);
    closers.push(async () => {
      ended = true;
      await worker.close(true);
      connection.disconnect();
    });
  }

  /** From now on something new is heard. */
  async function hears(heard: JobProgress[]): Promise<void> {
    const before = heard.length;
    await until(() => heard.length > before, 30_000);
  }

  /** Also what BullMQ reads: it would keep the process alive. */
  async function endsSoon(api: JobProgressEvents): Promise<void> {
    const begun = performance.now();
    await api.onApplicationShutdown();
    const runs = reading.mock.results.map(({ value }) => value as Promise<void>);
    expect(await within(1_000, Promise.allSettled(runs))).toBeDefined();
    expect(performance.now() - begun).toBeLessThan(2_000);
  }

  it('should tell every process what the jobs of a worker report, and each of its subscribers', async () => {
    const api = events();
    const [first, second, elsewhere] = [heardBy(api), heardBy(api), heardBy(events())];
    reporting();
    await queue().add([{ id: 'video-1', payload: {} }]);
    for (const heard of [first, second, elsewhere]) await hears(heard);
    expect(first[0]).toEqual({
      jobId: 'video-1',
      data: { run_id: 'r1', tenant_id: 'school', percent: expect.any(Number) as number },
    });
  });

  it('should tell nobody who does not listen any more', async () => {
    const api = events();
    const [first, second]: [JobProgress[], JobProgress[]] = [[], []];
    const leave = api.subscribe(JOB, (progress) => first.push(progress));
    api.subscribe(JOB, (progress) => second.push(progress));
    reporting();
    await queue().add([{ id: 'video-2', payload: {} }]);
    await hears(first);
    leave();
    const before = first.length;
    await hears(second);
    expect(first).toHaveLength(before);
  });

  it('should keep few events in Redis, however much is reported', async () => {
    const sending = queue();
    await sending.add([{ id: 'video-3', payload: {} }]);
    const report = (round: number) => sending.queue.updateJobProgress('video-3', { round });
    for (let round = 0; round < 30; round += 1)
      await Promise.all(Array.from({ length: 100 }, () => report(round)));
    const client = new Redis(redis.url);
    closers.push(() => client.disconnect());
    expect(await client.xlen(`${REDIS_PREFIX}:${JOB.queue}:events`)).toBeLessThan(1_300);
    await sending.removeJob('video-3');
  });

  it('should hear again after Redis was emptied, and after it was started anew', async () => {
    const heard = heardBy(events());
    const sending = queue();
    await sending.add([{ id: 'video-4', payload: {} }]);
    const report = () => sending.queue.getJob('video-4').then((job) => job?.updateProgress({ percent: 1 }));
    const anew = async () => {
      await until(
        () =>
          sending.add([{ id: 'video-4', payload: {} }]).then(
            () => true,
            () => false,
          ),
        30_000,
      );
      const before = heard.length;
      await until(async () => {
        await report().catch(() => undefined);
        return heard.length > before;
      }, 30_000);
    };
    await anew();
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
    await anew();
    await redis.crash();
    await redis.start();
    await anew();
  });

  it.each([
    ['while Redis is there', async () => undefined],
    ['while Redis is away', () => redis.crash()],
  ])('should end soon %s', async (_case, before) => {
    const api = events();
    heardBy(api);
    const sending = queue();
    await until(() => reading.mock.calls.length > 0);
    await sending.add([{ id: 'video-5', payload: {} }]);
    await before();
    await endsSoon(api);
  });

  it('should end soon where Redis never was', async () => {
    const api = new JobProgressEvents(testConfig());
    api.subscribe(JOB, () => undefined);
    await endsSoon(api);
  });
});
