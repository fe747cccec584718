import { AppConfig } from '@app/config';
import { queuePrefix } from '@app/redis';
import { BullModule, getQueueToken } from '@nestjs/bullmq';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import type { JobContract, JobPayload } from './define-job';
import { JobProgressEvents } from './job-progress-events';
import { JobQueue } from './job-queue';
import { JobQueues } from './job-queues';
import { JobWorkers } from './job-workers';
import { QueueConnection } from './queue-connection';
import { REDIS_PREFIX } from './redis-options';
import { RedisHealth } from './redis-health';
import { Signals } from './signals';
import { WorkerRedis, WorkerRedisModule } from './worker-redis';

const PUBLIC = [JobProgressEvents, JobQueues, QueueConnection, RedisHealth, Signals];

@Module({})
class JobsModule {}

/** For every app: sends jobs and signals. */
@Global()
@Module({ imports: [DiscoveryModule], providers: PUBLIC, exports: PUBLIC })
export class QueueModule {
  /**
   * Of the lib that has the jobs: provides a `JobQueue` each, for `@InjectQueue(job.name)`. The worker does not start unless
   * each has exactly one processor.
   */
  static forJobs(...contracts: JobContract<JobPayload>[]): DynamicModule {
    const providers = contracts.map((contract) => ({
      // Not by the queue's name: there Nest would look for the connection of the workers, which wait for Redis longer.
      provide: getQueueToken(contract.name),
      inject: [QueueConnection],
      useFactory: (connection: QueueConnection) => new JobQueue(contract, connection),
    }));
    return { module: JobsModule, providers, exports: providers.map(({ provide }) => provide) };
  }
}

/** For the worker app: takes jobs. */
@Module({
  imports: [
    DiscoveryModule,
    WorkerRedisModule,
    BullModule.forRootAsync({
      imports: [WorkerRedisModule],
      inject: [AppConfig, WorkerRedis],
      useFactory: (config: AppConfig, { redis }: WorkerRedis) => ({
        connection: redis,
        prefix: queuePrefix(config.redis.url, REDIS_PREFIX),
      }),
    }),
    BullModule.registerQueue(),
  ],
  providers: [JobWorkers],
  exports: [JobWorkers],
})
export class QueueWorkerModule {}
