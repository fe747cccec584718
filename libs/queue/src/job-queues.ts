import { AppConfig } from '@app/config';
import { AppError, delay, refuseInTransaction } from '@app/kernel';
import { queuePrefix } from '@app/redis';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import type { JobContract, JobPayload } from './define-job';
import { connectProducer, type ProducerRedis, REDIS_PREFIX } from './redis-options';

export interface NewJob<P extends JobPayload> {
  /** Unique in its queue, no colon. An id that is there already is silently left as it is. */
  id: string;
  payload: P;
}

export interface QueueDepth {
  queue: string;
  waiting: number;
  active: number;
}

/** Longest wait for a Redis that was not there yet. */
const CONNECT_MS = 3_000;

/** The sending side of every queue. Work is recorded in PostgreSQL first, so a lost job is only a delay. */
@Injectable()
export class JobQueues implements OnApplicationShutdown {
  private readonly logger = new Logger(JobQueues.name);
  private readonly queues = new Map<string, Queue>();
  /** One connection for all queues. Ours, because BullMQ never gives up one that was not answered. */
  private connection?: ProducerRedis;

  constructor(private readonly config: AppConfig) {}

  /** @throws when Redis does not answer. */
  async add<P extends JobPayload>(contract: JobContract<P>, jobs: readonly NewJob<P>[]): Promise<void> {
    if (jobs.length === 0) return;
    const queue = await this.connected(contract);
    await queue.addBulk(
      jobs.map(({ id, payload }) => ({
        name: contract.name,
        data: payload,
        opts: { jobId: id, attempts: 1, removeOnComplete: true, removeOnFail: true },
      })),
    );
  }

  /** Of these job ids, the ones that Redis does not hold. */
  async missing(contract: JobContract<JobPayload>, ids: readonly string[]): Promise<string[]> {
    const queue = await this.connected(contract);
    const found = await Promise.all(ids.map((id) => queue.getJob(id)));
    return ids.filter((_, index) => found[index] === undefined);
  }

  /** Ids of the jobs that wait for a worker. */
  async waitingIds(contract: JobContract<JobPayload>): Promise<string[]> {
    const queue = await this.connected(contract);
    const jobs = await queue.getJobs(['waiting', 'delayed', 'prioritized']);
    return jobs.flatMap((job) => (job.id === undefined ? [] : [job.id]));
  }

  async remove(contract: JobContract<JobPayload>, id: string): Promise<void> {
    const queue = await this.connected(contract);
    await queue.remove(id);
  }

  async depth(contract: JobContract<JobPayload>): Promise<QueueDepth> {
    const queue = await this.connected(contract);
    const counts = await queue.getJobCounts('waiting', 'prioritized', 'delayed', 'active');
    const waiting = (counts.waiting ?? 0) + (counts.prioritized ?? 0) + (counts.delayed ?? 0);
    return { queue: contract.queue, waiting, active: counts.active ?? 0 };
  }

  /** The BullMQ queue itself, for the queue dashboard. */
  queue(contract: JobContract<JobPayload>): Queue {
    const known = this.queues.get(contract.queue);
    if (known) return known;
    this.connection ??= connectProducer(this.config.redis.url, (error) =>
      this.logger.debug({ message: 'queue connection', error }),
    );
    const queue = new Queue(contract.queue, {
      connection: this.connection.redis,
      prefix: queuePrefix(this.config.redis.url, REDIS_PREFIX),
      skipVersionCheck: true,
    });
    queue.on('error', (error) => this.logger.debug({ message: 'queue connection', error }));
    this.queues.set(contract.queue, queue);
    return queue;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    this.connection?.redis.disconnect();
  }

  /** BullMQ itself would wait without end for a Redis that never was there. */
  private async connected(contract: JobContract<JobPayload>): Promise<Queue> {
    refuseInTransaction('a call to Redis');
    const queue = this.queue(contract);
    const enough = new AbortController();
    const tooLong = delay(CONNECT_MS, enough.signal).then(() => {
      throw new AppError('service.unavailable', 'Redis does not answer.');
    });
    await Promise.race([queue.waitUntilReady(), tooLong]).finally(() => enough.abort());
    return queue;
  }
}
