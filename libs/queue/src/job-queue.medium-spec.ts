import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { testRedis } from '@app/testing/parts';
import { testConfig } from '@app/testing/test-config';
import { until } from '@app/testing/until';
import { defineJob, JobPayload } from './define-job';
import { JobQueue } from './job-queue';
import { QueueConnection } from './queue-connection';
import { REDIS_PREFIX } from './redis-options';

class Payload extends JobPayload {
  video_id!: string;
}

const JOB = defineJob({ queue: 'videos', name: 'fetch-video', payload: Payload, concurrency: 1 });
const OTHER = defineJob({ queue: 'pictures', name: 'fetch-picture', payload: Payload, concurrency: 1 });

function jobs(...ids: string[]): { id: string; payload: Payload }[] {
  return ids.map((id) => ({ id, payload: { video_id: `of-${id}` } }));
}

describe(JobQueue, () => {
  let redis: Awaited<ReturnType<typeof testRedis>>;
  let connection: QueueConnection;
  let queue: JobQueue<Payload>;
  let other: JobQueue<Payload>;

  beforeAll(async () => {
    redis = await testRedis();
  });

  afterAll(() => redis.close());

  beforeEach(() => {
    connection = new QueueConnection(testConfig({ REDIS_URL: redis.url }));
    queue = new JobQueue(JOB, connection);
    other = new JobQueue(OTHER, connection);
  });

  afterEach(async () => {
    await connection.onApplicationShutdown();
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
  });

  it('should keep what was added, in its own queue and under our prefix', async () => {
    await queue.add(jobs('a', 'b'));
    expect(await queue.waitingIds()).toEqual(expect.arrayContaining(['a', 'b']));
    expect(await other.waitingIds()).toEqual([]);
    const job = await queue.queue.getJob('a');
    expect(job).toMatchObject({ name: 'fetch-video', data: { video_id: 'of-a' } });
    expect(job?.opts).toMatchObject({
      attempts: 1,
      removeOnComplete: { age: 3_600, count: 1_000 },
      removeOnFail: { age: 3_600, count: 1_000 },
    });
    const client = new Redis(redis.url);
    const keys = await client.keys('*');
    client.disconnect();
    expect(keys.filter((key) => !key.startsWith('cdl:'))).toEqual([]);
  });

  it('should leave a job as it is that is there already', async () => {
    await queue.add(jobs('a'));
    await queue.add([{ id: 'a', payload: { video_id: 'another' } }, ...jobs('b')]);
    expect(await queue.depth()).toEqual({ queue: 'videos', waiting: 2, active: 0 });
    expect((await queue.queue.getJob('a'))?.data).toEqual({ video_id: 'of-a' });
  });

  it('should take thousands at once', async () => {
    const ids = Array.from({ length: 5_000 }, (_, index) => `job-${String(index)}`);
    await queue.add(jobs(...ids));
    expect(await queue.depth()).toMatchObject({ waiting: 5_000 });
    expect(new Set(await queue.waitingIds())).toEqual(new Set(ids));
  });

  it('should tell which jobs are missing, in the order they were asked for', async () => {
    await queue.add(jobs('a', 'c'));
    expect(await queue.missing(['d', 'a', 'b', 'c'])).toEqual(['d', 'b']);
    expect(await other.missing(['a'])).toEqual(['a']);
    expect(await queue.missing([])).toEqual([]);
  });

  it('should see that a Redis which was emptied holds nothing any more', async () => {
    await queue.add(jobs('a', 'b'));
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
    expect(await queue.missing(['a', 'b'])).toEqual(['a', 'b']);
    expect(await queue.depth()).toMatchObject({ waiting: 0 });
    await queue.add(jobs('a'));
    expect(await queue.waitingIds()).toEqual(['a']);
  });

  it('should count and list jobs that wait for their time or with a priority too', async () => {
    await queue.add(jobs('a'));
    await queue.queue.add(JOB.name, {}, { jobId: 'later', delay: 3_600_000 });
    await queue.queue.add(JOB.name, {}, { jobId: 'first', priority: 1 });
    expect(await queue.depth()).toMatchObject({ waiting: 3, active: 0 });
    expect((await queue.waitingIds()).sort()).toEqual(['a', 'first', 'later']);
  });

  it('should remove a job, and not mind one that is not there', async () => {
    await queue.add(jobs('a', 'b'));
    await queue.removeJob('a');
    await queue.removeJob('a');
    await queue.removeJob('never');
    expect(await queue.waitingIds()).toEqual(['b']);
  });

  describe('with jobs that have ended', () => {
    let worker: Worker;
    const ran: string[] = [];

    beforeEach(() => {
      ran.length = 0;
      worker = new Worker(
        JOB.queue,
        (job) => {
          ran.push(job.id ?? '');
          return job.id?.startsWith('bad')
            ? Promise.reject(new Error('no'))
            : Promise.resolve({ status: 'ended' });
        },
        {
          connection: { url: redis.url, maxRetriesPerRequest: null },
          prefix: REDIS_PREFIX,
          concurrency: 50,
        },
      );
    });

    afterEach(() => worker.close());

    const run = async (...ids: string[]) => {
      const before = ran.length;
      await queue.add(jobs(...ids));
      await until(async () => {
        const { waiting, active } = await queue.depth();
        return ran.length >= before + ids.length && waiting + active === 0;
      });
    };

    it('should show what became of them, and count them neither as waiting nor as there', async () => {
      await run('good-1', 'bad-1');
      expect(await queue.queue.getJobCountByTypes('completed', 'failed')).toBe(2);
      expect((await queue.queue.getJob('good-1'))?.returnvalue).toEqual({ status: 'ended' });
      expect((await queue.queue.getJob('bad-1'))?.failedReason).toBe('no');
      expect(await queue.depth()).toEqual({ queue: 'videos', waiting: 0, active: 0 });
      expect(await queue.missing(['good-1', 'bad-1'])).toEqual(['good-1', 'bad-1']);
      expect(await queue.waitingIds()).toEqual([]);
    });

    it('should run a job of the same id again, also when it is added twice at once', async () => {
      await run('good-1', 'bad-1');
      await run('good-1', 'bad-1');
      expect([...ran].sort()).toEqual(['bad-1', 'bad-1', 'good-1', 'good-1']);
      await Promise.all([queue.add(jobs('good-1')), queue.add(jobs('good-1'))]);
      await until(() => ran.length >= 5);
      expect(ran.slice(4)).toContain('good-1');
    });

    it('should keep 1,000 of them at most', async () => {
      await run(...Array.from({ length: 1_200 }, (_, index) => `good-many-${String(index)}`));
      expect(await queue.queue.getJobCountByTypes('completed')).toBe(1_000);
    });
  });

  it('should refuse an id that Redis keys cannot hold', async () => {
    await expect(queue.add(jobs('a:b'))).rejects.toThrow(/:/);
  });

  describe('without Redis', () => {
    let lost: Awaited<ReturnType<typeof testRedis>>;

    beforeAll(async () => {
      lost = await testRedis();
    });

    afterAll(() => lost.close());

    it('should have nothing to do for no jobs', async () => {
      const idle = new QueueConnection(testConfig());
      await expect(new JobQueue(JOB, idle).add([])).resolves.toBeUndefined();
      await idle.onApplicationShutdown();
    });

    it('should fail soon when it never was there, instead of waiting for it', async () => {
      const never = new QueueConnection(testConfig());
      const lonely = new JobQueue(JOB, never);
      const asked = [
        lonely.add(jobs('a')),
        lonely.missing(['a']),
        lonely.waitingIds(),
        lonely.removeJob('a'),
        new JobQueue(OTHER, never).depth(),
      ];
      for (const answer of await Promise.allSettled(asked)) {
        expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'service.unavailable' } });
      }
      await never.onApplicationShutdown();
    });

    it('should fail at once while it is away, and work again when it is back', async () => {
      const config = testConfig({ REDIS_URL: lost.url });
      const sending = new QueueConnection(config);
      const surviving = new JobQueue(JOB, sending);
      await surviving.add(jobs('before'));
      await lost.crash();
      const begun = performance.now();
      await expect(surviving.add(jobs('during'))).rejects.toThrow();
      await expect(surviving.missing(['before'])).rejects.toThrow();
      expect(performance.now() - begun).toBeLessThan(6_000);
      await lost.start();
      await until(() =>
        surviving.add(jobs('after')).then(
          () => true,
          () => false,
        ),
      );
      expect(await surviving.missing(['during', 'after'])).toEqual(['during']);
      await sending.onApplicationShutdown();
    });

    it('should end with the application, connected or not', async () => {
      const connected = new QueueConnection(testConfig({ REDIS_URL: lost.url }));
      await new JobQueue(JOB, connected).add(jobs('x'));
      await lost.crash();
      await expect(connected.onApplicationShutdown()).resolves.toBeUndefined();
      await lost.start();
    });
  });
});
