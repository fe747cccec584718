import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SessionsRepository } from './sessions/persistence/sessions.repository';
import { SignInChallengesRepository } from './sessions/persistence/sign-in-challenges.repository';
import { SignInAttemptsRepository } from './lockouts/persistence/sign-in-attempts.repository';
import { UsedNoncesRepository } from './on-behalf/persistence/used-nonces.repository';

const EVERY_MS = 3_600_000;
const KEPT_DAYS = 30;

/** Throws away sessions that ended a month ago, and wrong tries and used nonces whose time is over. Every replica may do it. */
@Injectable()
export class PruneSessions implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(PruneSessions.name);
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly attempts: SignInAttemptsRepository,
    private readonly nonces: UsedNoncesRepository,
    private readonly challenges: SignInChallengesRepository,
  ) {}

  onApplicationBootstrap(): void {
    const prune = () => {
      const all = [
        this.sessions.pruneEnded(KEPT_DAYS),
        this.attempts.pruneOld(),
        this.nonces.pruneExpired(),
        this.challenges.purgeExpired(),
      ];
      Promise.all(all).catch((error: unknown) =>
        this.logger.warn({ message: 'old sessions not forgotten', error }),
      );
    };
    prune();
    this.timer = setInterval(prune, EVERY_MS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
