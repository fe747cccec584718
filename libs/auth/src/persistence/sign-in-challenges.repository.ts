import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { SignInMethod } from '../session';
import type { User } from '../user';
import { USER_COLUMNS } from './users.repository';

@Injectable()
export class SignInChallengesRepository {
  constructor(private readonly database: Database) {}

  async create(tokenHash: string, userId: string, method: SignInMethod, seconds: number): Promise<void> {
    await this.database.rows(
      `INSERT INTO sign_in_challenges (token_hash, user_id, method, expires_at)
       VALUES ($1, $2, $3, now() + make_interval(secs => $4))`,
      [tokenHash, userId, method, seconds],
    );
  }

  /** Who waits; undefined when it is over or the person may not sign in any more. */
  findUser(tokenHash: string): Promise<(User & { method: SignInMethod }) | undefined> {
    return this.database.row(
      `SELECT ${USER_COLUMNS}, c.method FROM sign_in_challenges c JOIN users u ON u.id = c.user_id
       WHERE c.token_hash = $1 AND c.expires_at > now() AND u.is_active`,
      [tokenHash],
    );
  }

  /** Of two who use it at once one gets it. */
  async use(tokenHash: string): Promise<boolean> {
    const used = await this.database.affected(
      'DELETE FROM sign_in_challenges WHERE token_hash = $1 AND expires_at > now()',
      [tokenHash],
    );
    return used > 0;
  }

  async purgeExpired(): Promise<void> {
    await this.database.affected('DELETE FROM sign_in_challenges WHERE expires_at < now()');
  }
}
