import { AppConfig } from '@app/config';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { producerConnection } from './redis-options';

/** Whether Redis answers, and whether it is set up so that it never throws jobs away. */
@Injectable()
export class RedisHealth implements OnApplicationShutdown {
  private readonly logger = new Logger(RedisHealth.name);
  private connection?: Redis;

  constructor(private readonly config: AppConfig) {}

  /** @throws when Redis does not answer. */
  async look(): Promise<{ version?: string; detail?: string }> {
    const redis = (this.connection ??= this.connect());
    if (redis.status === 'wait') await redis.connect();
    const info = await redis.info();
    const field = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim();
    const policy = field('maxmemory_policy');
    const evicts = policy !== undefined && policy !== 'noeviction';
    return {
      version: field('redis_version'),
      ...(evicts ? { detail: `maxmemory-policy is ${policy}; set noeviction.` } : {}),
    };
  }

  onApplicationShutdown(): void {
    this.connection?.disconnect();
  }

  private connect(): Redis {
    const { url, ...options } = producerConnection(this.config.redis.url);
    const redis = new Redis(url, { ...options, lazyConnect: true });
    redis.on('error', (error) => this.logger.debug({ message: 'redis connection', error }));
    return redis;
  }
}
