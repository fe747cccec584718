import { AppConfig } from '@app/config';
import { BullModule } from '@nestjs/bullmq';
import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobQueues } from './job-queues';
import { JobWorkers } from './job-workers';
import { REDIS_PREFIX, workerConnection } from './redis-options';
import { RedisHealth } from './redis-health';
import { Signals } from './signals';

/** For every app: sends jobs and signals. */
@Global()
@Module({ providers: [JobQueues, RedisHealth, Signals], exports: [JobQueues, RedisHealth, Signals] })
export class QueueModule {}

/** For the worker app: takes jobs. */
@Module({
  imports: [
    DiscoveryModule,
    BullModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        connection: workerConnection(config.redis.url),
        prefix: REDIS_PREFIX,
      }),
    }),
    BullModule.registerQueue(),
  ],
  providers: [JobWorkers],
  exports: [JobWorkers],
})
export class QueueWorkerModule {}
