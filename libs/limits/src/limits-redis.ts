import { AppConfig } from '@app/config';
import { AppError, refuseInTransaction, within } from '@app/kernel';
import { firstAttempt, openRedis, type RedisClient } from '@app/redis';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { RateLimiterRedis } from 'rate-limiter-flexible';

/** A Redis that hangs costs one request so much; the next ones do not even ask for a while. */
const ANSWER_MS = 2_000;
const LEFT_ALONE_MS = 1_000;

/** The connection that limits are counted over. It never keeps a request waiting for Redis to come back. */
@Injectable()
export class LimitsRedis implements OnApplicationShutdown {
  private readonly logger = new Logger(LimitsRedis.name);
  readonly redis: RedisClient;
  private connecting?: Promise<void>;
  private leftAloneUntil = 0;

  constructor(config: AppConfig) {
    this.redis = openRedis(config.redis.url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      enableAutoPipelining: true,
      maxRetriesPerRequest: 0,
      connectTimeout: ANSWER_MS,
      commandTimeout: ANSWER_MS,
      socketTimeout: 2 * ANSWER_MS,
    });
    this.redis.on('error', (error: Error) => this.logger.debug({ message: 'redis connection', error }));
    defineScripts(this.redis);
  }

  /** What `work` answers, or undefined while Redis is away. */
  async query<T>(work: (redis: RedisClient) => Promise<T>): Promise<T | undefined> {
    refuseInTransaction('a call to Redis');
    if (performance.now() < this.leftAloneUntil) return undefined;
    try {
      const answer = await within(ANSWER_MS + ANSWER_MS, this.answerTo(work));
      if (answer) return answer.value;
      throw new AppError('service.unavailable', 'Redis took too long to answer.');
    } catch (error) {
      this.leftAloneUntil = performance.now() + LEFT_ALONE_MS;
      this.logger.warn({ message: 'limits cannot be counted: redis does not answer', error });
      return undefined;
    }
  }

  onApplicationShutdown(): void {
    this.redis.disconnect();
  }

  private async answerTo<T>(work: (redis: RedisClient) => Promise<T>): Promise<{ value: T }> {
    this.connecting ??= firstAttempt(this.redis, ANSWER_MS);
    await this.connecting;
    return { value: await work(this.redis) };
  }
}

/**
 * A limiter defines its script on the connection when it is made. A pipeline copies the scripts when it is opened, and
 * calling one that was defined later breaks all of its callbacks (ioredis, autoPipelining.ts). So the script is defined
 * before the first command.
 */
function defineScripts(redis: RedisClient): void {
  new RateLimiterRedis({ storeClient: redis, points: 1, duration: 1 });
}
