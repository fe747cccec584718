import { AppConfig } from '@app/config';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { connectProducer, type ProducerRedis } from './redis-options';

/** Whether Redis answers, and whether it is set up so that it never throws jobs away. */
@Injectable()
export class RedisHealth implements OnApplicationShutdown {
  private readonly logger = new Logger(RedisHealth.name);
  private connection?: ProducerRedis;

  constructor(private readonly config: AppConfig) {}

  /** @throws when Redis does not answer. */
  async checkRedis(): Promise<{ version?: string; detail?: string }> {
    this.connection ??= connectProducer(this.config.redis.url, (error) =>
      this.logger.debug({ message: 'redis connection', error }),
    );
    await this.connection.tried;
    const info = await this.connection.redis.info();
    const field = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim();
    const policy = field('maxmemory_policy');
    const evicts = policy !== undefined && policy !== 'noeviction';
    return {
      version: field('redis_version'),
      ...(evicts ? { detail: `maxmemory-policy is ${policy}; set noeviction.` } : {}),
    };
  }

  onApplicationShutdown(): void {
    this.connection?.redis.disconnect();
  }
}
