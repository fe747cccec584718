import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SessionsRepository } from './persistence/sessions.repository';

const EVERY_MS = 3_600_000;
const KEPT_DAYS = 30;

/** Throws away sessions that ended a month ago. Every replica may do it. */
@Injectable()
export class ForgetOldSessions implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ForgetOldSessions.name);
  private timer?: NodeJS.Timeout;

  constructor(private readonly sessions: SessionsRepository) {}

  onApplicationBootstrap(): void {
    const forget = () => {
      this.sessions
        .forgetOld(KEPT_DAYS)
        .catch((error: unknown) => this.logger.warn({ message: 'old sessions not forgotten', error }));
    };
    forget();
    this.timer = setInterval(forget, EVERY_MS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
