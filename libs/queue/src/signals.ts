import { AppConfig } from '@app/config';
import { refuseInTransaction } from '@app/kernel';
import type { RedisClient } from '@app/redis';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { connectListener, connectProducer, type ProducerRedis, REDIS_PREFIX } from './redis-options';

/**
 * What processes tell each other through Redis pub/sub. Nothing depends on a message arriving: each one only
 * makes happen at once what would happen by itself within seconds.
 */
export interface SignalMap {
  /** api and workers → the dispatcher: rows were queued, or a slot is free. */
  'backlog.changed': Record<string, never>;
  /** api → the worker that runs it: this download was cancelled. */
  'download.cancelled': { download_id: string };
  /** any → whoever shows downloads: these of a tenant have changed; none named: any of them may have. */
  'downloads.changed': { tenant_id: string; download_ids: string[] };
  /** api → whoever shows notices: one was made or withdrawn. */
  'notices.changed': Record<string, never>;
  /** api → the other replicas: a key was revoked. */
  'api-key.revoked': Record<string, never>;
  /** any → whoever shows accounts: one was connected, disconnected, or is no longer accepted by Google. */
  'credential.changed': {
    tenant_id: string;
    credential_id: number;
    status: 'active' | 'needs_reconsent' | 'revoked';
  };
}

export type SignalName = keyof SignalMap;
type Listener = (message: unknown) => void;

const RETRY_MS = 1_000;

@Injectable()
export class Signals implements OnApplicationShutdown {
  private readonly logger = new Logger(Signals.name);
  private readonly listeners = new Map<string, Set<Listener>>();
  private publisher?: ProducerRedis;
  private subscriber?: RedisClient;

  constructor(private readonly config: AppConfig) {}

  private readonly onError = (error: Error) => this.logger.debug({ message: 'redis connection', error });

  /** Never throws and never waits for Redis to come back. */
  async send<N extends SignalName>(name: N, message: SignalMap[N]): Promise<void> {
    refuseInTransaction('a call to Redis');
    try {
      this.publisher ??= connectProducer(this.config.redis.url, this.onError);
      await this.publisher.tried;
      await this.publisher.redis.publish(channelOf(name), JSON.stringify(message));
    } catch (error) {
      this.logger.debug({ message: 'signal not sent', signal: name, error });
    }
  }

  on<N extends SignalName>(name: N, listener: (message: SignalMap[N]) => void): void {
    const channel = channelOf(name);
    const known = this.listeners.get(channel) ?? new Set<Listener>();
    known.add(listener as Listener);
    this.listeners.set(channel, known);
    if (this.subscriber) this.subscribe(this.subscriber, [channel]);
    else this.subscriber = this.connect();
  }

  onApplicationShutdown(): void {
    this.publisher?.redis.disconnect();
    this.subscriber?.disconnect();
  }

  private connect(): RedisClient {
    const redis = connectListener(this.config.redis.url, this.onError);
    redis.on('ready', () => this.subscribe(redis, [...this.listeners.keys()]));
    redis.on('message', (channel: string, text: string) => {
      for (const listener of this.listeners.get(channel) ?? []) this.deliver(listener, text);
    });
    return redis;
  }

  /**
   * Only on a connection that stands. ioredis sends it earlier where that is asked of it, and is refused its own first
   * questions then: it would connect again and have forgotten what was listened for.
   */
  private subscribe(redis: RedisClient, channels: string[]): void {
    if (redis.status !== 'ready') return;
    redis.subscribe(...channels).catch((error: unknown) => {
      this.logger.warn({ message: 'cannot listen for signals yet', channels, error });
      setTimeout(() => this.subscribe(redis, channels), RETRY_MS).unref();
    });
  }

  private deliver(listener: Listener, text: string): void {
    try {
      listener(JSON.parse(text));
    } catch (error) {
      this.logger.warn({ message: 'signal not understood', error });
    }
  }
}

function channelOf(name: SignalName): string {
  return `${REDIS_PREFIX}:signal:${name}`;
}
