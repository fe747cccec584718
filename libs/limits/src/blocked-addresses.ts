import { AppConfig } from '@app/config';
import { AppError, Clock } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { addressKey } from './address-key';
import { LimitsRedis } from './limits-redis';
import { RateLimits, type RatePolicy } from './rate-limits';

export interface AddressBlock {
  /** As `addressKey` writes it. */
  address: string;
  until: Date;
}

/** Addresses and when their block ends, in milliseconds. */
const BLOCKS = 'cdl:blocks';
const REFUSALS_WINDOW_SECONDS = 600;
const KNOWN_FOR_MS = 1_000;

/** Addresses that were refused too often and are left outside for a while. */
@Injectable()
export class BlockedAddresses {
  private readonly refusals: RatePolicy;
  private readonly blockMs: number;
  private known = new Map<string, number>();
  private readAt = -Infinity;

  constructor(
    private readonly redis: LimitsRedis,
    private readonly limits: RateLimits,
    config: AppConfig,
    private readonly clock: Clock,
  ) {
    const { blockAfterRefusals: limit, blockMinutes } = config.limits;
    this.refusals = { name: 'refusals', limit, windowSeconds: REFUSALS_WINDOW_SECONDS };
    this.blockMs = blockMinutes * 60_000;
  }

  /** When the address may come back, or undefined when it may now. What is known is at most a second old. */
  async blockedUntil(address: string): Promise<Date | undefined> {
    if (performance.now() - this.readAt > KNOWN_FOR_MS) await this.read();
    const until = this.known.get(addressKey(address)) ?? 0;
    return until > this.clock.now().getTime() ? new Date(until) : undefined;
  }

  /** Counts a refusal. The block that it was one too many for, if it begins now. */
  async noteRefusal(address: string): Promise<AddressBlock | undefined> {
    const key = addressKey(address);
    const standing = await this.limits.consume(this.refusals, key);
    if (!standing?.isOver) return undefined;
    const now = this.clock.now().getTime();
    const until = now + this.blockMs;
    const added = await this.redis.query(async (redis) => {
      await redis.zremrangebyscore(BLOCKS, 0, now);
      return redis.zadd(BLOCKS, 'NX', until, key);
    });
    if (added !== 1) return undefined;
    this.known.set(key, until);
    await this.limits.resetLimits(this.refusals, key);
    return { address: key, until: new Date(until) };
  }

  /** @throws AppError `service.unavailable` */
  async listBlocked(): Promise<AddressBlock[]> {
    if (!(await this.read())) throw unavailable();
    return [...this.known].map(([address, until]) => ({ address, until: new Date(until) }));
  }

  /** False when it was not blocked. @throws AppError `service.unavailable` */
  async unblockAddress(address: string): Promise<boolean> {
    const key = addressKey(address);
    const removed = await this.redis.query((redis) => redis.zrem(BLOCKS, key));
    if (removed === undefined) throw unavailable();
    this.known.delete(key);
    await this.limits.resetLimits(this.refusals, key);
    return removed > 0;
  }

  /** False while Redis is away: then what was known stays. */
  private async read(): Promise<boolean> {
    this.readAt = performance.now();
    const flat = await this.redis.query((redis) =>
      redis.zrangebyscore(BLOCKS, this.clock.now().getTime(), '+inf', 'WITHSCORES'),
    );
    if (!flat) return false;
    this.known = new Map(flat.flatMap((text, at) => (at % 2 === 0 ? [[text, Number(flat[at + 1])]] : [])));
    return true;
  }
}

function unavailable(): AppError {
  return new AppError('service.unavailable', 'Blocks are kept in Redis, which does not answer.', {
    hint: 'Try again in a few seconds.',
  });
}
