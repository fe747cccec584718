import { AppConfig } from '@app/config';
import { delay } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { LockedOut } from '../auth.errors';
import { type AttemptLimit, SignInAttemptsRepository } from './persistence/sign-in-attempts.repository';

/** From all places together a person may be tried so many times as often as from one. */
const CEILING = 10;
/** How long one of many tries at once waits for the others. */
const PATIENCE_MS = 5_000;
const POLL_MS = 50;

/** How many wrong tries lock a place, and all places together. */
export function limitsOfPlaces({ accounts }: AppConfig): { here: number; anywhere: number } {
  return { here: accounts.maxAttempts, anywhere: accounts.maxAttempts * CEILING };
}

/** Whose password is tried, and from where. */
export interface Attempt {
  who: string;
  source: string;
  /** A device on which this person has signed in before: what others do elsewhere does not lock it. */
  known: boolean;
}

/**
 * Some wrong passwords from one place lock that place for a while, and many from many places lock every place that is
 * not known. A device on which the person signed in before has a count of its own, so nobody can lock a person out for
 * good. It is counted alike whether there is such a person or not.
 */
@Injectable()
export class Lockout {
  constructor(
    private readonly config: AppConfig,
    private readonly attempts: SignInAttemptsRepository,
  ) {}

  /**
   * Does what proves somebody; undefined is a wrong try.
   * @throws LockedOut without having done it
   */
  async attempt<T>(attempt: Attempt, prove: () => Promise<T | undefined>): Promise<T | undefined> {
    const limits = this.limitsOf(attempt);
    const taken: AttemptLimit[] = [];
    try {
      for (const limit of limits) {
        await this.take(limit);
        taken.push(limit);
      }
      const proof = await prove();
      for (const limit of taken.splice(0)) {
        if (proof === undefined) await this.attempts.recordFailure(limit);
        else await this.attempts.finishAttempt(limit, { resetsFailures: limit.source === attempt.source });
      }
      return proof;
    } finally {
      for (const limit of taken) await this.attempts.finishAttempt(limit, { resetsFailures: false });
    }
  }

  private limitsOf({ who, source, known }: Attempt): AttemptLimit[] {
    const { here, anywhere } = limitsOfPlaces(this.config);
    const { lockoutMinutes: minutes } = this.config.accounts;
    const place = { who, source, most: here, minutes };
    return known ? [place] : [place, { who, source: 'anywhere', most: anywhere, minutes }];
  }

  private async take(limit: AttemptLimit): Promise<void> {
    const end = performance.now() + PATIENCE_MS;
    while (!(await this.attempts.startAttempt(limit))) {
      const seconds = await this.attempts.lockedFor(limit);
      if (seconds !== undefined || performance.now() > end) throw new LockedOut(seconds ?? 1);
      await delay(POLL_MS);
    }
  }
}
