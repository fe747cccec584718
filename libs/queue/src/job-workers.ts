import { AppConfig } from '@app/config';
import { StartupError } from '@app/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { Worker } from 'bullmq';
import type { JobContract, JobPayload } from './define-job';
import { JobProcessor } from './job-processor';
import { JOB_CONTRACT } from './processes-job.decorator';

interface Wired {
  contract: JobContract<JobPayload>;
  processor: JobProcessor<JobPayload>;
}

/** Starts and stops the taking of jobs in this process, and proves at start that every job has its processor. */
@Injectable()
export class JobWorkers {
  private readonly logger = new Logger(JobWorkers.name);
  private workers: Worker[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly config: AppConfig,
  ) {}

  /** @throws when a job has no processor or more than one. */
  start(contracts: readonly JobContract<JobPayload>[]): void {
    const wired = this.wiredProcessors();
    const problems = contracts.flatMap((contract) => {
      const count = wired.filter((one) => one.contract === contract).length;
      return count === 1 ? [] : [`${contract.name} has ${String(count)} processors`];
    });
    if (problems.length > 0) throw new StartupError(`Jobs are wired wrongly: ${problems.join(', ')}`);
    this.workers = wired.map((one) => this.run(one));
  }

  /** Shutdown: no new jobs from here on, and those that run are told to stop. Waits for nothing. */
  shutDown(): void {
    for (const worker of this.workers) {
      worker.pause(true).catch((error: unknown) => this.logger.warn({ message: 'worker not paused', error }));
      worker.cancelAllJobs('the worker is shutting down');
    }
  }

  private run({ contract, processor }: Wired): Worker {
    const { worker } = processor;
    worker.concurrency =
      contract.concurrency === 'slots' ? this.config.downloads.slots : contract.concurrency;
    worker.on('error', (error) =>
      this.logger.warn({ message: 'worker connection', queue: contract.queue, error }),
    );
    worker.on('failed', (job, error) => {
      this.logger.error({ message: 'job failed', queue: contract.queue, job: job?.id, error });
    });
    worker
      .run()
      .catch((error: unknown) =>
        this.logger.fatal({ message: 'worker ended', queue: contract.queue, error }),
      );
    return worker;
  }

  private wiredProcessors(): Wired[] {
    return this.discovery.getProviders().flatMap(({ instance, metatype }) => {
      if (!(instance instanceof JobProcessor) || !metatype) return [];
      const contract = Reflect.getMetadata(JOB_CONTRACT, metatype) as JobContract<JobPayload> | undefined;
      return contract ? [{ contract, processor: instance }] : [];
    });
  }
}
