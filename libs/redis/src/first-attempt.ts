import { within } from '@app/kernel';
import type { RedisClient } from './open-redis';

/**
 * Connects, and is over when that is done, has failed, or has taken `ms` milliseconds: while no sentinel answers, ioredis
 * says neither. Before it, a client without a queue of its own would fail each command.
 */
export function firstAttempt(redis: RedisClient, ms: number): Promise<void> {
  return within(
    ms,
    redis.connect().catch(() => undefined),
  );
}
