import { Redis } from 'ioredis';
import { testRedis } from '@app/testing/parts';
import { testConfig } from '@app/testing/test-config';
import { until } from '@app/testing/until';
import { defineJob } from './define-job';
import { JobQueues } from './job-queues';

class Payload {
  video_id!: string;
}

const JOB = defineJob({ queue: 'videos', name: 'fetch-video', payload: Payload, concurrency: 1 });
const OTHER = defineJob({ queue: 'pictures', name: 'fetch-picture', payload: Payload, concurrency: 1 });

function jobs(...ids: string[]): { id: string; payload: Payload }[] {
  return ids.map((id) => ({ id, payload: { video_id: `of-${id}` } }));
}

describe(JobQueues, () => {
  let redis: Awaited<ReturnType<typeof testRedis>>;
  let queues: JobQueues;

  beforeAll(async () => {
    redis = await testRedis();
  });

  afterAll(() => redis.close());

  beforeEach(() => {
    queues = new JobQueues(testConfig({ REDIS_URL: redis.url }));
  });

  afterEach(async () => {
    await queues.onApplicationShutdown();
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
  });

  it('should keep what was added, in its own queue and under our prefix', async () => {
    await queues.add(JOB, jobs('a', 'b'));
    expect(await queues.waitingIds(JOB)).toEqual(expect.arrayContaining(['a', 'b']));
    expect(await queues.waitingIds(OTHER)).toEqual([]);
    const job = await queues.queue(JOB).getJob('a');
    expect(job).toMatchObject({ name: 'fetch-video', data: { video_id: 'of-a' } });
    expect(job?.opts).toMatchObject({ attempts: 1, removeOnComplete: true, removeOnFail: true });
    const client = new Redis(redis.url);
    const keys = await client.keys('*');
    client.disconnect();
    expect(keys.filter((key) => !key.startsWith('cdl:'))).toEqual([]);
  });

  it('should leave a job as it is that is there already', async () => {
    await queues.add(JOB, jobs('a'));
    await queues.add(JOB, [{ id: 'a', payload: { video_id: 'another' } }, ...jobs('b')]);
    expect(await queues.depth(JOB)).toEqual({ queue: 'videos', waiting: 2, active: 0 });
    expect((await queues.queue(JOB).getJob('a'))?.data).toEqual({ video_id: 'of-a' });
  });

  it('should take thousands at once', async () => {
    const ids = Array.from({ length: 5_000 }, (_, index) => `job-${String(index)}`);
    await queues.add(JOB, jobs(...ids));
    expect(await queues.depth(JOB)).toMatchObject({ waiting: 5_000 });
    expect(new Set(await queues.waitingIds(JOB))).toEqual(new Set(ids));
  });

  it('should tell which jobs are missing, in the order they were asked for', async () => {
    await queues.add(JOB, jobs('a', 'c'));
    expect(await queues.missing(JOB, ['d', 'a', 'b', 'c'])).toEqual(['d', 'b']);
    expect(await queues.missing(OTHER, ['a'])).toEqual(['a']);
    expect(await queues.missing(JOB, [])).toEqual([]);
  });

  it('should see that a Redis which was emptied holds nothing any more', async () => {
    await queues.add(JOB, jobs('a', 'b'));
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
    expect(await queues.missing(JOB, ['a', 'b'])).toEqual(['a', 'b']);
    expect(await queues.depth(JOB)).toMatchObject({ waiting: 0 });
    await queues.add(JOB, jobs('a'));
    expect(await queues.waitingIds(JOB)).toEqual(['a']);
  });

  it('should count and list jobs that wait for their time or with a priority too', async () => {
    await queues.add(JOB, jobs('a'));
    await queues.queue(JOB).add(JOB.name, {}, { jobId: 'later', delay: 3_600_000 });
    await queues.queue(JOB).add(JOB.name, {}, { jobId: 'first', priority: 1 });
    expect(await queues.depth(JOB)).toMatchObject({ waiting: 3, active: 0 });
    expect((await queues.waitingIds(JOB)).sort()).toEqual(['a', 'first', 'later']);
  });

  it('should remove a job, and not mind one that is not there', async () => {
    await queues.add(JOB, jobs('a', 'b'));
    await queues.remove(JOB, 'a');
    await queues.remove(JOB, 'a');
    await queues.remove(JOB, 'never');
    expect(await queues.waitingIds(JOB)).toEqual(['b']);
  });

  it('should refuse an id that Redis keys cannot hold', async () => {
    await expect(queues.add(JOB, jobs('a:b'))).rejects.toThrow(/:/);
  });

  describe('without Redis', () => {
    let lost: Awaited<ReturnType<typeof testRedis>>;

    beforeAll(async () => {
      lost = await testRedis();
    });

    afterAll(() => lost.close());

    it('should have nothing to do for no jobs', async () => {
      const idle = new JobQueues(testConfig());
      await expect(idle.add(JOB, [])).resolves.toBeUndefined();
      await idle.onApplicationShutdown();
    });

    it('should fail soon when it never was there, instead of waiting for it', async () => {
      const never = new JobQueues(testConfig());
      const asked = [
        never.add(JOB, jobs('a')),
        never.missing(JOB, ['a']),
        never.waitingIds(JOB),
        never.remove(JOB, 'a'),
        never.depth(OTHER),
      ];
      for (const answer of await Promise.allSettled(asked)) {
        expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'service.unavailable' } });
      }
      await never.onApplicationShutdown();
    });

    it('should fail at once while it is away, and work again when it is back', async () => {
      const config = testConfig({ REDIS_URL: lost.url });
      const surviving = new JobQueues(config);
      await surviving.add(JOB, jobs('before'));
      await lost.crash();
      const begun = performance.now();
      await expect(surviving.add(JOB, jobs('during'))).rejects.toThrow();
      await expect(surviving.missing(JOB, ['before'])).rejects.toThrow();
      expect(performance.now() - begun).toBeLessThan(6_000);
      await lost.start();
      await until(() =>
        surviving.add(JOB, jobs('after')).then(
          () => true,
          () => false,
        ),
      );
      expect(await surviving.missing(JOB, ['during', 'after'])).toEqual(['during']);
      await surviving.onApplicationShutdown();
    });

    it('should end with the application, connected or not', async () => {
      const connected = new JobQueues(testConfig({ REDIS_URL: lost.url }));
      await connected.add(JOB, jobs('x'));
      await lost.crash();
      await expect(connected.onApplicationShutdown()).resolves.toBeUndefined();
      await lost.start();
    });
  });
});
