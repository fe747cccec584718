import { PeriodicTask } from '@app/work';
import { Injectable } from '@nestjs/common';
import { SessionsRepository } from './sessions/persistence/sessions.repository';
import { SignInChallengesRepository } from './sessions/persistence/sign-in-challenges.repository';
import { SignInAttemptsRepository } from './lockouts/persistence/sign-in-attempts.repository';
import { UsedNoncesRepository } from './on-behalf/persistence/used-nonces.repository';

const KEPT_DAYS = 30;

/** Throws away sessions that ended a month ago, and wrong tries and used nonces whose time is over. Every replica may do it. */
@Injectable()
export class PruneSessions extends PeriodicTask {
  protected override readonly everyMs = 3_600_000;
  protected override readonly failure = 'old sessions not forgotten';

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly attempts: SignInAttemptsRepository,
    private readonly nonces: UsedNoncesRepository,
    private readonly challenges: SignInChallengesRepository,
  ) {
    super();
  }

  protected override perform(): Promise<unknown> {
    return Promise.all([
      this.sessions.pruneEnded(KEPT_DAYS),
      this.attempts.pruneOld(),
      this.nonces.pruneExpired(),
      this.challenges.pruneChallenges(),
    ]);
  }
}
