import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { Page } from '../page';
import type { Session, SignInProof } from '../session';
import type { User } from '../user';
import { USER_COLUMNS } from './users.repository';

export type EndReason =
  | 'signed-out'
  | 'ended-by-user'
  | 'ended-by-admin'
  | 'reused'
  | 'password-changed'
  | 'second-factor-enrolled'
  | 'deactivated';

export interface NewSession extends SignInProof {
  userId: string;
  tokenHash: string;
  ip: string | null;
  userAgent: string | null;
  /** How long it lasts at most, and how long without a refresh. */
  days: number;
  refreshDays: number;
}

/** Who is signed in with a session, and what the session itself is worth. */
export type SessionUser = User &
  SignInProof & {
    lastUsedAt: Date;
    /** The tenant demands a second factor of this person. */
    secondFactorDemanded: boolean;
  };

/** A refresh token that somebody shows. */
export interface ShownToken {
  sessionId: string;
  userId: string;
  used: boolean;
  /** It was used after this request had begun. */
  usedMeanwhile: boolean;
  /** Token, session and user are good. */
  usable: boolean;
}

const ALIVE = 's.ended_at IS NULL AND s.expires_at > now()';

@Injectable()
export class SessionsRepository {
  constructor(private readonly database: Database) {}

  async open(session: NewSession): Promise<string> {
    const { userId, method, secondFactor, tokenHash, ip, userAgent, days, refreshDays } = session;
    const row = await this.database.row<{ id: string }>(
      `WITH opened AS (
         INSERT INTO sessions (user_id, ip, last_ip, user_agent, method, second_factor, expires_at)
         VALUES ($1, $3, $3, $4, $7, $8, now() + make_interval(days => $5)) RETURNING id)
       INSERT INTO refresh_tokens (token_hash, session_id, expires_at)
       SELECT $2, id, now() + make_interval(days => $6) FROM opened RETURNING session_id AS id`,
      [userId, tokenHash, ip, userAgent, days, refreshDays, method, secondFactor],
    );
    return row?.id ?? '';
  }

  /** Who is signed in with this session; undefined when it ended or the user may not sign in any more. */
  findUser(id: string, userId: string): Promise<SessionUser | undefined> {
    return this.database.row(
      `SELECT ${USER_COLUMNS}, s.last_used_at AS "lastUsedAt", s.method, s.second_factor AS "secondFactor",
         u.role <> 'user' AND t.require_second_factor_for_admins AS "secondFactorDemanded"
       FROM sessions s JOIN users u ON u.id = s.user_id JOIN tenants t ON t.id = u.tenant_id
       WHERE s.id = $1 AND u.id = $2 AND u.is_active AND ${ALIVE}`,
      [id, userId],
    );
  }

  find(id: string): Promise<(SignInProof & { createdAt: Date }) | undefined> {
    return this.database.row(
      'SELECT method, second_factor AS "secondFactor", created_at AS "createdAt" FROM sessions WHERE id = $1',
      [id],
    );
  }

  async markSecondFactor(id: string): Promise<void> {
    await this.database.affected('UPDATE sessions SET second_factor = true WHERE id = $1', [id]);
  }

  /** At most once a minute, for who looks for a session that is not theirs. */
  async markUsed(id: string, ip: string): Promise<void> {
    await this.database.affected(
      `UPDATE sessions SET last_used_at = now(), last_ip = $2
       WHERE id = $1 AND last_used_at < now() - interval '1 minute'`,
      [id, ip],
    );
  }

  /** Those that can still be used or refreshed, the one used last first. */
  async list(userId: string, page: Page): Promise<{ sessions: Session[]; total: number }> {
    const from = `FROM sessions s WHERE s.user_id = $1 AND ${ALIVE} AND EXISTS (
      SELECT 1 FROM refresh_tokens t WHERE t.session_id = s.id AND t.used_at IS NULL AND t.expires_at > now())`;
    const sessions = await this.database.rows<Session>(
      `SELECT s.id, s.method, s.user_agent AS "userAgent", s.ip, s.last_ip AS "lastIp", s.created_at AS "createdAt",
         s.last_used_at AS "lastUsedAt", s.expires_at AS "expiresAt"
       ${from} ORDER BY s.last_used_at DESC, s.id LIMIT $2 OFFSET $3`,
      [userId, page.limit, page.offset],
    );
    const counted = await this.database.row<{ total: number }>(`SELECT count(*) AS total ${from}`, [userId]);
    return { sessions, total: counted?.total ?? 0 };
  }

  /**
   * Takes hold of a token until the transaction ends.
   * @param begunMs how long ago the request began
   * @returns 'busy' while another request holds it; undefined when there is no such token
   */
  async hold(tokenHash: string, begunMs: number): Promise<ShownToken | 'busy' | undefined> {
    const held = await this.database.row<ShownToken>(
      `SELECT s.id AS "sessionId", s.user_id AS "userId", t.used_at IS NOT NULL AS used,
         COALESCE(t.used_at > clock_timestamp() - make_interval(secs => $2 / 1000.0), false) AS "usedMeanwhile",
         t.expires_at > now() AND u.is_active AND ${ALIVE} AS usable
       FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id JOIN users u ON u.id = s.user_id
       WHERE t.token_hash = $1 FOR UPDATE OF t SKIP LOCKED`,
      [tokenHash, begunMs],
    );
    if (held) return held;
    const known = await this.database.row('SELECT 1 FROM refresh_tokens WHERE token_hash = $1', [tokenHash]);
    return known ? 'busy' : undefined;
  }

  /** The next token of a session. Only for who holds the one before. */
  async rotate(
    { id, ip }: { id: string; ip: string },
    { before, next }: { before: string; next: string },
    refreshDays: number,
  ): Promise<void> {
    await this.database.affected(
      'UPDATE refresh_tokens SET used_at = clock_timestamp() WHERE token_hash = $1',
      [before],
    );
    await this.database.rows(
      `INSERT INTO refresh_tokens (token_hash, session_id, expires_at)
       VALUES ($1, $2, now() + make_interval(days => $3))`,
      [next, id, refreshDays],
    );
    await this.database.affected('UPDATE sessions SET last_used_at = now(), last_ip = $2 WHERE id = $1', [
      id,
      ip,
    ]);
  }

  async end(id: string, reason: EndReason): Promise<void> {
    await this.database.affected(
      'UPDATE sessions SET ended_at = now(), end_reason = $2 WHERE id = $1 AND ended_at IS NULL',
      [id, reason],
    );
  }

  /** False when the person has no such session, or it has ended. */
  async endOf(userId: string, id: string, reason: EndReason): Promise<boolean> {
    const ended = await this.database.affected(
      `UPDATE sessions s SET ended_at = now(), end_reason = $3 WHERE id = $1 AND user_id = $2 AND ${ALIVE}`,
      [id, userId, reason],
    );
    return ended > 0;
  }

  /** @param id the one that stays; null: none */
  async endOthers(userId: string, id: string | null, reason: EndReason): Promise<void> {
    await this.database.affected(
      `UPDATE sessions SET ended_at = now(), end_reason = $3
       WHERE user_id = $1 AND id IS DISTINCT FROM $2 AND ended_at IS NULL`,
      [userId, id, reason],
    );
  }

  /** Also sign-ins that still wait for a code. */
  async endAll(userId: string, reason: EndReason): Promise<void> {
    await this.database.affected('DELETE FROM sign_in_challenges WHERE user_id = $1', [userId]);
    await this.database.affected(
      'UPDATE sessions SET ended_at = now(), end_reason = $2 WHERE user_id = $1 AND ended_at IS NULL',
      [userId, reason],
    );
  }

  /** Removes what ended or ran out so long ago that no token of it can be of interest. */
  async pruneEnded(days: number): Promise<void> {
    await this.database.affected(
      `DELETE FROM sessions WHERE COALESCE(ended_at, expires_at) < now() - make_interval(days => $1)`,
      [days],
    );
  }
}
