import { Database, fromNow, isFuture, isPast } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThanOrEqual, Repository } from 'typeorm';
import { SignInAttemptEntity } from './sign-in-attempt.entity';

const ONE_LESS_RUNNING = () => 'GREATEST(running - 1, 0)';

export interface AttemptLimit {
  who: string;
  source: string;
  /** Wrong ones before it locks. */
  most: number;
  minutes: number;
}

@Injectable()
export class SignInAttemptsRepository {
  constructor(
    private readonly database: Database,
    @InjectRepository(SignInAttemptEntity) private readonly attempts: Repository<SignInAttemptEntity>,
  ) {}

  /** Takes one of the places there are; false when none is free. */
  async startAttempt({ who, source, most, minutes }: AttemptLimit): Promise<boolean> {
    // SQL because the update of a row that is there depends on what it holds.
    const begun = await this.database.rows(
      `INSERT INTO sign_in_attempts AS a (who, source, running, expires_at)
       VALUES ($1, $2, 1, now() + make_interval(mins => $4))
       ON CONFLICT (who, source) DO UPDATE SET
         failures = CASE WHEN a.expires_at > now() THEN a.failures ELSE 0 END,
         running = CASE WHEN a.expires_at > now() THEN a.running ELSE 0 END + 1,
         expires_at = CASE WHEN a.expires_at > now() THEN a.expires_at ELSE EXCLUDED.expires_at END
       WHERE a.expires_at <= now() OR a.failures + a.running < $3 RETURNING 1`,
      [who, source, most, minutes],
    );
    return begun.length > 0;
  }

  /** Seconds until it opens again; undefined when it is not locked, only busy. */
  async lockedFor({ who, source, most }: AttemptLimit): Promise<number | undefined> {
    const locked = await this.attempts
      .createQueryBuilder('a')
      .select('ceil(extract(epoch FROM a.expiresAt - now()))::int', 'seconds')
      .where({ who, source, failures: MoreThanOrEqual(most), expiresAt: isFuture() })
      .getRawOne<{ seconds: number }>();
    return locked?.seconds;
  }

  /** A wrong one counts and starts the time anew. */
  async recordFailure({ who, source, minutes }: AttemptLimit): Promise<void> {
    const failures = () => 'failures + 1';
    const expiresAt = fromNow({ mins: minutes });
    await this.attempts.update({ who, source }, { failures, running: ONE_LESS_RUNNING, expiresAt });
  }

  /** @param resetsFailures whether earlier failures no longer count */
  async finishAttempt(
    { who, source }: AttemptLimit,
    { resetsFailures }: { resetsFailures: boolean },
  ): Promise<void> {
    const values = resetsFailures ? { failures: 0 } : {};
    await this.attempts.update({ who, source }, { ...values, running: ONE_LESS_RUNNING });
  }

  async pruneOld(): Promise<void> {
    await this.attempts.delete({ expiresAt: isPast() });
  }
}
