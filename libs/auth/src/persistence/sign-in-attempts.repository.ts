import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';

export interface AttemptLimit {
  who: string;
  source: string;
  /** Wrong ones before it locks. */
  most: number;
  minutes: number;
}

@Injectable()
export class SignInAttemptsRepository {
  constructor(private readonly database: Database) {}

  /** Takes one of the places there are; false when none is free. */
  async begin({ who, source, most, minutes }: AttemptLimit): Promise<boolean> {
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
    const row = await this.database.row<{ seconds: number }>(
      `SELECT ceil(extract(epoch FROM expires_at - now()))::int AS seconds FROM sign_in_attempts
       WHERE who = $1 AND source = $2 AND failures >= $3 AND expires_at > now()`,
      [who, source, most],
    );
    return row?.seconds;
  }

  /** A wrong one counts and starts the time anew. */
  async wrong({ who, source, minutes }: AttemptLimit): Promise<void> {
    await this.database.affected(
      `UPDATE sign_in_attempts SET failures = failures + 1, running = GREATEST(running - 1, 0),
         expires_at = now() + make_interval(mins => $3)
       WHERE who = $1 AND source = $2`,
      [who, source, minutes],
    );
  }

  /** @param forgive what was wrong before is forgotten */
  async done({ who, source }: AttemptLimit, forgive: boolean): Promise<void> {
    await this.database.affected(
      `UPDATE sign_in_attempts SET failures = CASE WHEN $3 THEN 0 ELSE failures END, running = GREATEST(running - 1, 0)
       WHERE who = $1 AND source = $2`,
      [who, source, forgive],
    );
  }

  async pruneOld(): Promise<void> {
    await this.database.affected('DELETE FROM sign_in_attempts WHERE expires_at < now()');
  }
}
