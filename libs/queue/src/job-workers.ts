import { AppConfig } from '@app/config';
import { StartupError, within } from '@app/kernel';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { JobContract, JobPayload } from './define-job';
import { JobProcessor } from './job-processor';
import { JobQueues } from './job-queues';
import { pauseAfterRefusal } from './pause-after-refusal';
import { WorkerRedis } from './worker-redis';

/** For jobs that were told to stop, and for what Redis is told of them. */
const CLOSE_MS = 5_000;

/** Starts and stops the taking of jobs in this process, and proves at start that every job has its processor. */
@Injectable()
export class JobWorkers implements OnApplicationShutdown {
  private readonly logger = new Logger(JobWorkers.name);
  private running: JobProcessor<JobPayload>[] = [];
  private readonly held = new Set<JobContract<JobPayload>>();
  private ending = false;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly jobs: JobQueues,
    private readonly config: AppConfig,
    private readonly connection: WorkerRedis,
  ) {}

  /** @throws when a job of `QueueModule.forJobs` has no processor or more than one. */
  start(): void {
    const processors = this.processors();
    const problems = this.jobs.listQueues().flatMap(({ contract }) => {
      const count = processors.filter((one) => takes(one, contract)).length;
      return count === 1 ? [] : [`${contract.name} has ${String(count)} processors`];
    });
    if (problems.length > 0) throw new StartupError(`Jobs are wired wrongly: ${problems.join(', ')}`);
    for (const processor of processors) this.run(processor);
    this.running = processors;
  }

  /** Whether this process takes jobs of a kind at present, such as not while it has no room for them. */
  takeJobsOf(contract: JobContract<JobPayload>, wanted: boolean): void {
    if (this.ending || wanted !== this.held.has(contract)) return;
    if (wanted) this.held.delete(contract);
    else this.held.add(contract);
    for (const one of this.running.filter((processor) => processor.contract === contract))
      if (wanted) one.worker.resume().catch((error: unknown) => this.warn('worker not resumed', error));
      else one.pause();
  }

  /** Shutdown: no new jobs from here on, and those that run are told to stop. Waits for nothing. */
  shutDown(): void {
    this.ending = true;
    for (const processor of this.running) processor.shutDown();
  }

  /** BullMQ's own end of a worker waits for Redis, however long it is away: then nobody says goodbye to it. */
  async onApplicationShutdown(): Promise<void> {
    const { redis } = this.connection;
    const isAway = redis.status !== 'ready';
    const closing = this.processors().map(({ worker }) => worker.close(isAway));
    await within(CLOSE_MS, Promise.allSettled(closing));
    redis.disconnect();
  }

  private warn(message: string, error: unknown): void {
    this.logger.warn({ message, error });
  }

  private run(processor: JobProcessor<JobPayload>): void {
    const { contract, worker } = processor;
    worker.concurrency =
      contract.concurrency === 'slots' ? this.config.downloads.slots : contract.concurrency;
    if (this.held.has(contract)) processor.pause();
    pauseAfterRefusal(worker);
    worker
      .run()
      .catch((error: unknown) =>
        this.logger.fatal({ message: 'worker ended', queue: contract.queue, error }),
      );
  }

  private processors(): JobProcessor<JobPayload>[] {
    return this.discovery
      .getProviders()
      .flatMap(({ instance }) =>
        instance instanceof JobProcessor ? (instance as JobProcessor<JobPayload>) : [],
      );
  }
}

/** Its `@Processor` names the queue of the contract. */
function takes(processor: JobProcessor<JobPayload>, contract: JobContract<JobPayload>): boolean {
  return processor.contract === contract && processor.worker.name === contract.queue;
}
