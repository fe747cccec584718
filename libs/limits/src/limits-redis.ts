import { AppConfig } from '@app/config';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';

/** A Redis that hangs costs one request so much; the next ones do not even ask for a while. */
const ANSWER_MS = 2_000;
const LEFT_ALONE_MS = 1_000;

/** The connection that limits are counted over. It never keeps a request waiting for Redis to come back. */
@Injectable()
export class LimitsRedis implements OnApplicationShutdown {
  private readonly logger = new Logger(LimitsRedis.name);
  readonly redis: Redis;
  private connecting?: Promise<void>;
  private leftAloneUntil = 0;

  constructor(config: AppConfig) {
    this.redis = new Redis(config.redis.url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      enableAutoPipelining: true,
      maxRetriesPerRequest: 0,
      connectTimeout: ANSWER_MS,
      commandTimeout: ANSWER_MS,
      disconnectTimeout: 100,
    });
    this.redis.on('error', (error) => this.logger.debug({ message: 'redis connection', error }));
  }

  /** What `work` answers, or undefined while Redis is away. */
  async ask<T>(work: (redis: Redis) => Promise<T>): Promise<T | undefined> {
    if (performance.now() < this.leftAloneUntil) return undefined;
    try {
      this.connecting ??= this.redis.connect().catch(() => undefined);
      await this.connecting;
      return await work(this.redis);
    } catch (error) {
      this.leftAloneUntil = performance.now() + LEFT_ALONE_MS;
      this.logger.warn({ message: 'limits cannot be counted: redis does not answer', error });
      return undefined;
    }
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }
}
