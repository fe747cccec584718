export type RedisConnection = {
  url: string;
  enableOfflineQueue?: boolean;
  maxRetriesPerRequest: number | null;
  connectTimeout?: number;
  commandTimeout?: number;
};

/** For requests: fails at once while Redis is away, instead of keeping a caller waiting. */
export function producerConnection(url: string): RedisConnection {
  return {
    url,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 3_000,
    commandTimeout: 3_000,
  };
}

/** For workers: waits for Redis to come back. */
export function workerConnection(url: string): RedisConnection {
  return { url, maxRetriesPerRequest: null };
}

/** Every key of this product in Redis begins with it. */
export const REDIS_PREFIX = 'cdl';
