import { AppConfig } from '@app/config';
import { AppError, Clock } from '@app/kernel';
import { firstAttempt, openRedis, type RedisClient } from '@app/redis';
import { hashSecret, newSecret } from '@app/security';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';

const LIFE_SECONDS = 30;
const ANSWER_MS = 2_000;
const PREFIX = 'cdl:ticket';
/** What we issue, and nothing longer. */
const TICKET = /^[\w-]{20,100}$/;

export interface Ticket {
  /** Told now and never again. */
  ticket: string;
  expiresAt: Date;
}

/**
 * Proofs for clients that can send neither a header nor a cookie: each counts once, within 30 seconds. Redis keeps whose a
 * ticket is, by its hash, at whichever replica it is shown.
 */
@Injectable()
export class OneTimeTickets implements OnApplicationShutdown {
  private readonly logger = new Logger(OneTimeTickets.name);
  private redis?: RedisClient;
  private connecting?: Promise<void>;

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError `service.unavailable` */
  async issue(owner: object): Promise<Ticket> {
    const ticket = newSecret();
    const expiresAt = new Date(this.clock.now().getTime() + LIFE_SECONDS * 1000);
    await this.ask((redis) => redis.set(keyOf(ticket), JSON.stringify(owner), 'EX', LIFE_SECONDS));
    return { ticket, expiresAt };
  }

  /** Whose it was; from now on it is nobody's. Undefined: unknown, used or too old. @throws AppError `service.unavailable` */
  async redeem(ticket: string): Promise<unknown> {
    if (!TICKET.test(ticket)) return undefined;
    const owner = await this.ask((redis) => redis.getdel(keyOf(ticket)));
    return owner === null ? undefined : (JSON.parse(owner) as unknown);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private async ask<T>(work: (redis: RedisClient) => Promise<T>): Promise<T> {
    try {
      this.redis ??= this.open();
      this.connecting ??= firstAttempt(this.redis, ANSWER_MS);
      await this.connecting;
      return await work(this.redis);
    } catch (cause) {
      throw new AppError('service.unavailable', 'Tickets are kept in Redis, which does not answer.', {
        hint: 'Try again in a few seconds.',
        cause,
      });
    }
  }

  private open(): RedisClient {
    const redis = openRedis(this.config.redis.url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: ANSWER_MS,
      socketTimeout: 2 * ANSWER_MS,
    });
    redis.on('error', (error: Error) => this.logger.debug({ message: 'redis connection', error }));
    return redis;
  }
}

function keyOf(ticket: string): string {
  return `${PREFIX}:${hashSecret(ticket)}`;
}
