import { Redis } from 'ioredis';

export type RedisConnection = {
  url: string;
  enableOfflineQueue?: boolean;
  maxRetriesPerRequest: number | null;
  connectTimeout?: number;
  disconnectTimeout: number;
  commandTimeout?: number;
};

/** ioredis would hold the process for two seconds for the end of a connection that never came about. */
const DISCONNECT_MS = 100;

/** For requests: fails at once while Redis is away, instead of keeping a caller waiting. */
export function producerConnection(url: string): RedisConnection {
  return {
    url,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 3_000,
    disconnectTimeout: DISCONNECT_MS,
    commandTimeout: 3_000,
  };
}

export interface ProducerRedis {
  redis: Redis;
  /** The first attempt to connect is over, well or not: before it, every command would fail. */
  tried: Promise<void>;
}

/** A connection of that kind. Errors are told to `onError`; commands fail while it is not connected. */
export function connectProducer(url: string, onError: (error: Error) => void): ProducerRedis {
  const { url: address, ...options } = producerConnection(url);
  const redis = new Redis(address, { ...options, lazyConnect: true });
  redis.on('error', onError);
  return { redis, tried: redis.connect().catch(() => undefined) };
}

/** For workers: waits for Redis to come back. */
export function workerConnection(url: string): RedisConnection {
  return { url, maxRetriesPerRequest: null, disconnectTimeout: DISCONNECT_MS };
}

/** Every key of this product in Redis begins with it. */
export const REDIS_PREFIX = 'cdl';
