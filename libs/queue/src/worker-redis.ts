import { AppConfig } from '@app/config';
import type { RedisClient } from '@app/redis';
import { Injectable, Module } from '@nestjs/common';
import { connectWorker } from './redis-options';

/** The connection that all workers of a process share; each has a blocking one of its own beside it. */
@Injectable()
export class WorkerRedis {
  readonly redis: RedisClient;

  constructor(config: AppConfig) {
    this.redis = connectWorker(config.redis.url);
    // The workers tell of it.
    this.redis.on('error', () => undefined);
  }
}

@Module({ providers: [WorkerRedis], exports: [WorkerRedis] })
export class WorkerRedisModule {}
