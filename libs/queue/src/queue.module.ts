import { AppConfig } from '@app/config';
import { queuePrefix } from '@app/redis';
import { BullModule } from '@nestjs/bullmq';
import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobQueues } from './job-queues';
import { JobWorkers } from './job-workers';
import { REDIS_PREFIX } from './redis-options';
import { RedisHealth } from './redis-health';
import { Signals } from './signals';
import { WorkerRedis, WorkerRedisModule } from './worker-redis';

/** For every app: sends jobs and signals. */
@Global()
@Module({ providers: [JobQueues, RedisHealth, Signals], exports: [JobQueues, RedisHealth, Signals] })
export class QueueModule {}

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
