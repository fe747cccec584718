import { firstAttempt, openRedis, type RedisClient } from '@app/redis';

const ANSWER_MS = 3_000;
/** A blocking BZPOPMIN answers after five seconds, so a silence of eight says that nobody is there. */
const SILENT_MS = 8_000;
const PING_MS = 5_000;

export interface ProducerRedis {
  redis: RedisClient;
  /** The first attempt to connect is over, well or not. */
  tried: Promise<void>;
}

/**
 * For requests: fails at once while Redis is away, instead of keeping a caller waiting. Errors are told to `onError`;
 * commands fail while it is not connected.
 */
export function connectProducer(url: string, onError: (error: Error) => void): ProducerRedis {
  const redis = openRedis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: ANSWER_MS,
    socketTimeout: ANSWER_MS,
    lazyConnect: true,
  });
  redis.on('error', onError);
  return { redis, tried: firstAttempt(redis, ANSWER_MS) };
}

/** For workers: waits for Redis to come back. */
export function connectWorker(url: string): RedisClient {
  return openRedis(url, { maxRetriesPerRequest: null, socketTimeout: SILENT_MS });
}

/** For listening: says something now and then, because a line on which nobody speaks may be dead for long. */
export function connectListener(url: string, onError: (error: Error) => void): RedisClient {
  const redis = openRedis(url, { maxRetriesPerRequest: null, socketTimeout: PING_MS });
  redis.on('error', onError);
  const timer = setInterval(() => {
    if (redis.status === 'ready') redis.ping().catch(() => undefined);
  }, PING_MS).unref();
  redis.once('end', () => clearInterval(timer));
  return redis;
}

/** Every key of this product in Redis begins with it. */
export const REDIS_PREFIX = 'cdl';
