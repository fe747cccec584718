import type { RedisClient } from '@app/redis';
import { Injectable } from '@nestjs/common';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { LimitsRedis } from './limits-redis';

export interface RatePolicy {
  name: string;
  /** Requests in one window. */
  limit: number;
  windowSeconds: number;
}

export interface RateStanding {
  policy: RatePolicy;
  remaining: number;
  /** Until the window ends. */
  resetSeconds: number;
  isOver: boolean;
}

const PREFIX = 'cdl:limit';

/** Counts requests in fixed windows. */
@Injectable()
export class RateLimits {
  private readonly limiters = new Map<string, RateLimiterRedis>();

  constructor(private readonly redis: LimitsRedis) {}

  /** Counts one request. Undefined while Redis is away. */
  consume(policy: RatePolicy, key: string): Promise<RateStanding | undefined> {
    return this.redis.query(async (redis) => {
      const limiter = this.limiter(policy, redis);
      try {
        return standing(policy, await limiter.consume(key));
      } catch (error) {
        if (error instanceof RateLimiterRes) return { ...standing(policy, error), isOver: true };
        throw error;
      }
    });
  }

  /** How it stands, without counting. Undefined while Redis is away. */
  peek(policy: RatePolicy, key: string): Promise<RateStanding | undefined> {
    return this.redis.query(async (redis) => {
      const counted = await this.limiter(policy, redis).get(key);
      const { limit, windowSeconds } = policy;
      return standing(policy, counted ?? { remainingPoints: limit, msBeforeNext: windowSeconds * 1000 });
    });
  }

  /** Begins at nothing again. */
  async resetLimits(policy: RatePolicy, key: string): Promise<void> {
    await this.redis.query((redis) => this.limiter(policy, redis).delete(key));
  }

  private limiter({ name, limit, windowSeconds }: RatePolicy, redis: RedisClient): RateLimiterRedis {
    const known = this.limiters.get(`${name}:${String(limit)}`);
    if (known) return known;
    const limiter = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `${PREFIX}:${name}`,
      points: limit,
      duration: windowSeconds,
      rejectIfRedisNotReady: true,
    });
    this.limiters.set(`${name}:${String(limit)}`, limiter);
    return limiter;
  }
}

function standing(
  policy: RatePolicy,
  { remainingPoints, msBeforeNext }: Pick<RateLimiterRes, 'remainingPoints' | 'msBeforeNext'>,
): RateStanding {
  return {
    policy,
    remaining: Math.max(0, remainingPoints),
    resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
    isOver: false,
  };
}
