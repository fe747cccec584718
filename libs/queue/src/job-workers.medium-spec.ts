import { AppConfig } from '@app/config';
import { StartupError } from '@app/kernel';
import { getQueueToken, Processor } from '@nestjs/bullmq';
import type { DynamicModule, Provider } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { IsString } from 'class-validator';
import { Redis } from 'ioredis';
import { testRedis } from '@app/testing/parts';
import { testConfig } from '@app/testing/test-config';
import { TestLog } from '@app/testing/test-log';
import { until } from '@app/testing/until';
import { defineJob, type JobContract, JobPayload } from './define-job';
import { JobProcessor, type JobRun } from './job-processor';
import { JobQueue } from './job-queue';
import { JobWorkers } from './job-workers';
import { QueueConnection } from './queue-connection';
import { QueueModule, QueueWorkerModule } from './queue.module';
import { WORKER_OPTIONS } from './worker-options';

class Payload extends JobPayload {
  @IsString()
  video_id!: string;
}

const VIDEO = defineJob({ queue: 'videos', name: 'fetch-video', payload: Payload, concurrency: 2 });
const PICTURE = defineJob({
  queue: 'pictures',
  name: 'fetch-picture',
  payload: Payload,
  concurrency: 'slots',
});
const SOUND = defineJob({ queue: 'sounds', name: 'fetch-sound', payload: Payload, concurrency: 1 });

/** Does what the test says, and remembers what it was given. */
abstract class Recording extends JobProcessor<Payload> {
  readonly runs: { id: string; run: JobRun }[] = [];
  work: (id: string, run: JobRun) => Promise<void> = async () => undefined;

  protected async run({ video_id }: Payload, run: JobRun): Promise<void> {
    this.runs.push({ id: video_id, run });
    await this.work(video_id, run);
  }
}

@Processor(VIDEO.queue, WORKER_OPTIONS)
class VideoProcessor extends Recording {
  constructor() {
    super(VIDEO);
  }
}

@Processor(VIDEO.queue, WORKER_OPTIONS)
class AnotherVideoProcessor extends Recording {
  constructor() {
    super(VIDEO);
  }
}

@Processor(PICTURE.queue, WORKER_OPTIONS)
class PictureProcessor extends Recording {
  constructor() {
    super(PICTURE);
  }
}

describe(JobWorkers, () => {
  let redis: Awaited<ReturnType<typeof testRedis>>;
  let module: TestingModule;
  let log: TestLog;
  const closers: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    redis = await testRedis();
  });

  afterAll(() => redis.close());

  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  /** A worker with these jobs and processors, which does not take jobs yet. */
  async function worker(jobs: JobContract<JobPayload>[], ...providers: Provider[]): Promise<JobWorkers> {
    const config = testConfig({ REDIS_URL: redis.url, MAX_CONCURRENT_DOWNLOADS: '7' });
    const settings: DynamicModule = {
      module: class Settings {},
      global: true,
      providers: [{ provide: AppConfig, useValue: config }],
      exports: [AppConfig],
    };
    log = new TestLog();
    module = await Test.createTestingModule({
      imports: [settings, QueueModule, QueueModule.forJobs(...jobs), QueueWorkerModule],
      providers,
    })
      .setLogger(log)
      .compile();
    const started = module;
    await started.init();
    closers.push(() => started.close());
    return module.get(JobWorkers);
  }

  /** Begins to take videos; answers what takes them. */
  async function takingVideos(): Promise<Recording> {
    (await worker([VIDEO], VideoProcessor)).start();
    return module.get(VideoProcessor);
  }

  async function add(...ids: string[]): Promise<void> {
    await videos().add(ids.map((id) => ({ id, payload: { video_id: id } })));
  }

  function missing(...ids: string[]): Promise<string[]> {
    return videos().missing(ids);
  }

  function videos(): JobQueue<Payload> {
    return module.get(getQueueToken(VIDEO.name), { strict: false });
  }

  describe('at start', () => {
    it.each<[string, Provider[], JobContract<JobPayload>[], string]>([
      ['without a processor', [], [VIDEO], 'fetch-video has 0 processors'],
      ['with two', [VideoProcessor, AnotherVideoProcessor], [VIDEO], 'fetch-video has 2 processors'],
      [
        'more than one that is wired wrongly',
        [VideoProcessor, AnotherVideoProcessor],
        [SOUND, VIDEO],
        'fetch-sound has 0 processors, fetch-video has 2 processors',
      ],
    ])('should refuse a job %s', async (_, providers, contracts, problem) => {
      const workers = await worker(contracts, ...providers);
      expect(() => workers.start()).toThrow(StartupError);
      expect(() => workers.start()).toThrow(`Jobs are wired wrongly: ${problem}`);
    });

    it('should take no job before it is told to', async () => {
      const workers = await worker([VIDEO], VideoProcessor);
      await add('early');
      expect(await missing('early')).toEqual([]);
      expect(module.get(VideoProcessor).worker.isRunning()).toBe(false);
      workers.start();
      await until(() => module.get(VideoProcessor).runs.length === 1);
    });

    it('should run as many at once as the job or the configuration says', async () => {
      (await worker([VIDEO, PICTURE], VideoProcessor, PictureProcessor)).start();
      expect(module.get(VideoProcessor).worker.concurrency).toBe(2);
      expect(module.get(PictureProcessor).worker.concurrency).toBe(7);
    });
  });

  describe('a job', () => {
    it('should be run with its payload and a signal, and then be gone', async () => {
      const processor = await takingVideos();
      await add('v1');
      await until(() => processor.runs.length === 1);
      expect(processor.runs[0]).toMatchObject({ id: 'v1' });
      expect(processor.runs[0]?.run.signal).toBeInstanceOf(AbortSignal);
      await until(async () => (await missing('v1')).length === 1);
    });

    it('should be run beside others up to the limit, and all be run', async () => {
      const processor = await takingVideos();
      const { promise: opened, resolve: open } = Promise.withResolvers<undefined>();
      let running = 0;
      let most = 0;
      processor.work = async () => {
        running += 1;
        most = Math.max(most, running);
        await opened;
        running -= 1;
      };
      await add('a', 'b', 'c', 'd', 'e');
      await until(() => running === 2);
      open(undefined);
      await until(async () => (await missing('a', 'b', 'c', 'd', 'e')).length === 5);
      expect(processor.runs.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
      expect(most).toBe(2);
    });

    it('should fail without being run when its payload does not fit', async () => {
      const processor = await takingVideos();
      await videos().queue.add(VIDEO.name, { video_id: 7 }, { jobId: 'odd', attempts: 5 });
      await until(() => log.text.includes('The payload of fetch-video does not fit'));
      await add('fits');
      await until(() => processor.runs.length > 0);
      expect(processor.runs.map(({ id }) => id)).toEqual(['fits']);
      const odd = await videos().queue.getJob('odd');
      expect(odd).toMatchObject({
        attemptsMade: 1,
        failedReason: expect.stringContaining('video_id') as string,
      });
    });

    it('should be run once when it fails: what comes next stands in PostgreSQL', async () => {
      const processor = await takingVideos();
      processor.work = async (id) => {
        if (id === 'bad') throw new Error('broken');
      };
      await add('bad', 'good');
      await until(async () => (await missing('bad', 'good')).length === 2);
      expect(processor.runs.map(({ id }) => id).sort()).toEqual(['bad', 'good']);
      const line = log.lines.map((text) => JSON.parse(text) as Record<string, unknown>);
      expect(line).toContainEqual(
        expect.objectContaining({ level: 'error', message: 'job failed', queue: 'videos', job: 'bad' }),
      );
    });
  });

  it('should take no job of a kind while it is held, also from the start, and go on afterwards', async () => {
    const workers = await worker([VIDEO], VideoProcessor);
    workers.takeJobsOf(VIDEO, false);
    workers.start();
    const processor = module.get(VideoProcessor);
    await add('held');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(processor.runs).toHaveLength(0);
    workers.takeJobsOf(VIDEO, true);
    await until(() => processor.runs.length === 1);
    workers.takeJobsOf(VIDEO, false);
    workers.takeJobsOf(VIDEO, false);
    workers.takeJobsOf(VIDEO, true);
    await add('after');
    await until(() => processor.runs.length === 2);
  });

  describe('while Redis refuses to write', () => {
    const SOME_TIME_MS = 1_500;
    let admin: Redis;

    beforeEach(() => {
      admin = new Redis(redis.url);
    });

    afterEach(async () => {
      await refuse(false);
      await admin.flushall();
      admin.disconnect();
    });

    /** As one does that has lost its replicas, or the disk it writes to. */
    const refuse = (on: boolean) => admin.config('SET', 'min-replicas-to-write', on ? 1 : 0);
    const refusals = async () =>
      Number(/errorstat_NOREPLICAS:count=(\d+)/.exec(await admin.info('errorstats'))?.[1] ?? 0);

    /** How often it refused something meanwhile. */
    async function refusedWithin(ms: number): Promise<number> {
      const before = await refusals();
      await new Promise((resolve) => setTimeout(resolve, ms));
      return (await refusals()) - before;
    }

    it('should ask only now and then for the next job, and go on afterwards', async () => {
      const processor = await takingVideos();
      const { promise: opened, resolve: open } = Promise.withResolvers<undefined>();
      processor.work = () => opened;
      await add('w1', 'w2', 'w3', 'w4');
      await until(() => processor.runs.length === 2);
      await refuse(true);
      open(undefined);
      await until(async () => (await refusals()) > 0);
      expect(await refusedWithin(SOME_TIME_MS)).toBeLessThan(20);
      await refuse(false);
      await until(() => processor.runs.length >= 4);
    });

    it('should ask only now and then whether there is a job, and take the next one', async () => {
      const processor = await takingVideos();
      await processor.worker.waitUntilReady();
      await add('w5');
      await until(async () => (await missing('w5')).length === 1);
      await refuse(true);
      await until(async () => (await refusals()) > 0);
      expect(await refusedWithin(SOME_TIME_MS)).toBeLessThan(8);
      await refuse(false);
      await add('w6');
      await until(() => processor.runs.length === 2);
    });
  });

  it('should tell running jobs to stop at shutdown, and take no new ones', async () => {
    const processor = await takingVideos();
    processor.work = (_, { signal }) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await add('a', 'b');
    await until(() => processor.runs.length === 2);
    module.get(JobWorkers).shutDown();
    await until(() => processor.runs.every(({ run }) => run.signal.aborted));
    await add('late');
    await module.close();
    expect(processor.runs.map(({ id }) => id).sort()).toEqual(['a', 'b']);
    const connection = new QueueConnection(testConfig({ REDIS_URL: redis.url }));
    const queue = new JobQueue(VIDEO, connection);
    expect(await queue.waitingIds()).toEqual(['late']);
    await queue.removeJob('late');
    await connection.onApplicationShutdown();
  });

  it('should tell a job to stop that came while it waited for one at shutdown', async () => {
    const processor = await takingVideos();
    await processor.worker.waitUntilReady();
    await add('before');
    await until(async () => (await missing('before')).length === 1);
    module.get(JobWorkers).shutDown();
    await add('late');
    await until(async () => processor.runs.length === 2 || (await videos().waitingIds()).length === 1);
    await module.close();
    const [, late] = processor.runs;
    expect(late?.run.signal.aborted ?? true).toBe(true);
  });
});
