import { Database } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { Page } from '../page';

/** How many wrong tries lock: one place, and all places together. */
export interface PlaceLimits {
  here: number;
  anywhere: number;
}

/** A person who is kept out for a while, and where. */
export interface Lockout {
  userId: string;
  tenantId: string;
  username: string;
  fullName: string;
  /** `net:<address or network>`, `device:<id>`, `anywhere`, or what asks for a secret again. */
  source: string;
  failures: number;
  lockedUntil: Date;
}

export interface LockoutState {
  userId: string;
  /** Wrong tries that still count, from everywhere. */
  failures: number;
  /** Null: nowhere locked. */
  lockedUntil: Date | null;
}

const LOCKED = `a.expires_at > now() AND a.failures >= CASE a.source WHEN 'anywhere' THEN $1::int ELSE $2::int END`;
/** Of names that nobody has only a hash is kept, which tells admins nothing. */
const PEOPLE = 'sign_in_attempts a JOIN users u ON u.id::text = a.who';

/** Reads and lifts what `SignInAttemptsRepository` counts. */
@Injectable()
export class LockoutsRepository {
  constructor(private readonly database: Database) {}

  /** @param tenantId null: of all tenants */
  async list(
    tenantId: string | null,
    page: Page,
    limits: PlaceLimits,
  ): Promise<{ lockouts: Lockout[]; total: number }> {
    const from = `FROM ${PEOPLE} WHERE ${LOCKED} AND ($3::text IS NULL OR u.tenant_id = $3)`;
    const filter = [limits.anywhere, limits.here, tenantId];
    const lockouts = await this.database.rows<Lockout>(
      `SELECT u.id AS "userId", u.tenant_id AS "tenantId", u.username, u.full_name AS "fullName", a.source, a.failures,
         a.expires_at AS "lockedUntil"
       ${from} ORDER BY a.expires_at DESC, u.id, a.source LIMIT $4 OFFSET $5`,
      [...filter, page.limit, page.offset],
    );
    const counted = await this.database.row<{ total: number }>(`SELECT count(*) AS total ${from}`, filter);
    return { lockouts, total: counted?.total ?? 0 };
  }

  /** Wrong tries are counted per place and, but on known devices, once more for all places. */
  statesOf(userIds: string[], limits: PlaceLimits): Promise<LockoutState[]> {
    return this.database.rows<LockoutState>(
      `SELECT a.who AS "userId", COALESCE(sum(a.failures) FILTER (WHERE a.source <> 'anywhere'), 0)::int AS failures,
         max(a.expires_at) FILTER (WHERE ${LOCKED}) AS "lockedUntil"
       FROM sign_in_attempts a WHERE a.who = ANY($3) AND a.expires_at > now() GROUP BY a.who`,
      [limits.anywhere, limits.here, userIds],
    );
  }

  /** False when the person is locked out nowhere. */
  async lift(userId: string, limits: PlaceLimits): Promise<boolean> {
    const lifted = await this.database.affected(
      `UPDATE sign_in_attempts SET failures = 0 WHERE who = $3
         AND EXISTS (SELECT 1 FROM sign_in_attempts a WHERE a.who = $3 AND ${LOCKED})`,
      [limits.anywhere, limits.here, userId],
    );
    return lifted > 0;
  }
}
