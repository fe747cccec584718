import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { IdempotencyKeysRepository } from './persistence/idempotency-keys.repository';

const EVERY_MS = 3_600_000;

/** Throws away answers that are older than a day. Every replica may do it. */
@Injectable()
export class PruneIdempotencyKeys implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(PruneIdempotencyKeys.name);
  private timer?: NodeJS.Timeout;

  constructor(private readonly keys: IdempotencyKeysRepository) {}

  onApplicationBootstrap(): void {
    const prune = () => {
      this.keys
        .pruneExpired()
        .catch((error: unknown) => this.logger.warn({ message: 'old keys not forgotten', error }));
    };
    prune();
    this.timer = setInterval(prune, EVERY_MS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
