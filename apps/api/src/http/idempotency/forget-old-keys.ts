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
export class ForgetOldKeys implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ForgetOldKeys.name);
  private timer?: NodeJS.Timeout;

  constructor(private readonly keys: IdempotencyKeysRepository) {}

  onApplicationBootstrap(): void {
    const forget = () => {
      this.keys
        .forgetOld()
        .catch((error: unknown) => this.logger.warn({ message: 'old keys not forgotten', error }));
    };
    forget();
    this.timer = setInterval(forget, EVERY_MS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
