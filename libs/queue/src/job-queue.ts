import { AppError, delay, refuseInTransaction } from '@app/kernel';
import type { Queue } from 'bullmq';
import type { JobContract, JobPayload } from './define-job';
import type { QueueConnection } from './queue-connection';

export interface NewJob<P extends JobPayload> {
  /** Unique in its queue, no colon. One that waits or runs is silently left as it is; one that has ended gives way. */
  id: string;
  payload: P;
}

export interface QueueDepth {
  queue: string;
  waiting: number;
  active: number;
}

/** What ran lately, for the queue dashboard: seconds and jobs of a queue and outcome. It goes with the next one that ends. */
const KEPT = { age: 3_600, count: 1_000 };
/** Longest wait for a Redis that was not there yet. */
const CONNECT_MS = 3_000;

/**
 * The sending side of a job, by `@InjectQueue(job.name)` where a module has `QueueModule.forJobs(job)`. Work is recorded in
 * PostgreSQL first, so a lost job is only a delay. Everything throws when Redis does not answer.
 */
export class JobQueue<P extends JobPayload = JobPayload> {
  constructor(
    readonly contract: JobContract<P>,
    private readonly connection: QueueConnection,
  ) {}

  async add(jobs: readonly NewJob<P>[]): Promise<void> {
    if (jobs.length === 0) return;
    const queue = await this.connected();
    // BullMQ would not run a job again of which it keeps what became of it.
    await this.removeEnded(
      queue,
      jobs.map(({ id }) => id),
    );
    await queue.addBulk(
      jobs.map(({ id, payload }) => ({
        name: this.contract.name,
        data: payload,
        opts: { jobId: id, attempts: 1, removeOnComplete: KEPT, removeOnFail: KEPT },
      })),
    );
  }

  /** Of these job ids, the ones that Redis does not hold, or of which it only keeps what became of them. */
  async missing(ids: readonly string[]): Promise<string[]> {
    const queue = await this.connected();
    const found = await Promise.all(ids.map((id) => queue.getJob(id)));
    return ids.filter((_, index) => !found[index] || found[index].finishedOn !== undefined);
  }

  /** Ids of the jobs that wait for a worker. */
  async waitingIds(): Promise<string[]> {
    const queue = await this.connected();
    const jobs = await queue.getJobs(['waiting', 'delayed', 'prioritized']);
    return jobs.flatMap((job) => (job.id === undefined ? [] : [job.id]));
  }

  async removeJob(id: string): Promise<void> {
    const queue = await this.connected();
    await queue.remove(id);
  }

  async depth(): Promise<QueueDepth> {
    const queue = await this.connected();
    const counts = await queue.getJobCounts('waiting', 'prioritized', 'delayed', 'active');
    const waiting = (counts.waiting ?? 0) + (counts.prioritized ?? 0) + (counts.delayed ?? 0);
    return { queue: this.contract.queue, waiting, active: counts.active ?? 0 };
  }

  private async removeEnded(queue: Queue, ids: readonly string[]): Promise<void> {
    const found = await Promise.all(ids.map((id) => queue.getJob(id)));
    const ended = ids.filter((_, index) => found[index]?.finishedOn !== undefined);
    await Promise.all(ended.map((id) => queue.remove(id)));
  }

  /** The BullMQ queue itself, for the queue dashboard. */
  get queue(): Queue {
    return this.connection.open(this.contract.queue);
  }

  /** BullMQ itself would wait without end for a Redis that never was there. */
  private async connected(): Promise<Queue> {
    refuseInTransaction('a call to Redis');
    const { queue } = this;
    const enough = new AbortController();
    const tooLong = delay(CONNECT_MS, enough.signal).then(() => {
      throw new AppError('service.unavailable', 'Redis does not answer.');
    });
    await Promise.race([queue.waitUntilReady(), tooLong]).finally(() => enough.abort());
    return queue;
  }
}
