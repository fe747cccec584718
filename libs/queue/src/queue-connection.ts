import { AppConfig } from '@app/config';
import { queuePrefix } from '@app/redis';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import { connectProducer, type ProducerRedis, REDIS_PREFIX } from './redis-options';

/** So many events of a queue are kept for those who listen to its progress. */
const MAX_EVENTS = 1_000;

/** The one connection over which a process sends jobs. Ours, because BullMQ never gives up one that was not answered. */
@Injectable()
export class QueueConnection implements OnApplicationShutdown {
  private readonly logger = new Logger(QueueConnection.name);
  private readonly queues = new Map<string, Queue>();
  private connection?: ProducerRedis;

  constructor(private readonly config: AppConfig) {}

  /** Connects at the first call. */
  open(name: string): Queue {
    const known = this.queues.get(name);
    if (known) return known;
    const onError = (error: Error) => this.logger.debug({ message: 'queue connection', error });
    this.connection ??= connectProducer(this.config.redis.url, onError);
    const queue = new Queue(name, {
      connection: this.connection.redis,
      prefix: queuePrefix(this.config.redis.url, REDIS_PREFIX),
      skipVersionCheck: true,
      streams: { events: { maxLen: MAX_EVENTS } },
    });
    queue.on('error', onError);
    this.queues.set(name, queue);
    return queue;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    this.connection?.redis.disconnect();
  }
}
