import {
  Database,
  executeReturning,
  fromNow,
  isFuture,
  isOlderThan,
  now,
  prepared,
  selectList,
} from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, Not, Repository } from 'typeorm';
import type { Page } from '../../page';
import type { Session, SignInProof } from '../session';
import type { User } from '../../user';
import { SignInChallengeEntity } from './sign-in-challenge.entity';
import { RefreshTokenEntity, SessionEntity } from './session.entity';
import { TenantEntity } from '../../tenants/persistence/tenant.entity';
import { UserEntity } from '../../persistence/user.entity';

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
  private readonly userOfSession: string;

  constructor(
    private readonly database: Database,
    @InjectRepository(SessionEntity) private readonly sessions: Repository<SessionEntity>,
    @InjectRepository(RefreshTokenEntity) private readonly tokens: Repository<RefreshTokenEntity>,
    @InjectRepository(SignInChallengeEntity)
    private readonly challenges: Repository<SignInChallengeEntity>,
    @InjectRepository(UserEntity) users: Repository<UserEntity>,
  ) {
    this.userOfSession = prepared(
      `SELECT ${selectList(users, 'u')}, s.last_used_at AS "lastUsedAt", s.method, s.second_factor AS "secondFactor",
         u.role <> 'user' AND t.require_second_factor_for_admins AS "secondFactorDemanded"
       FROM sessions s JOIN users u ON u.id = s.user_id JOIN tenants t ON t.id = u.tenant_id
       WHERE s.id = $1 AND u.id = $2 AND u.is_active AND ${ALIVE}`,
    );
  }

  async insertSession(session: NewSession): Promise<string> {
    const { userId, method, secondFactor, tokenHash, ip, userAgent, days, refreshDays } = session;
    const values = { userId, method, secondFactor, ip, lastIp: ip, userAgent, expiresAt: fromNow({ days }) };
    return this.database.transaction(async () => {
      const insert = this.sessions.createQueryBuilder().insert().values(values);
      const [{ id } = { id: '' }] = await executeReturning(insert, ['id']);
      await this.tokens.insert({ tokenHash, sessionId: id, expiresAt: fromNow({ days: refreshDays }) });
      return id;
    });
  }

  /** Who is signed in with this session; undefined when it ended or the user may not sign in any more. */
  findUser(id: string, userId: string): Promise<SessionUser | undefined> {
    // SQL because every request with a session waits for it.
    return this.database.row(this.userOfSession, [id, userId]);
  }

  /** The people of those sessions that are still good, by session. */
  async findUsers(ids: readonly string[]): Promise<(SessionUser & { sessionId: string })[]> {
    const sessions = await this.sessions
      .createQueryBuilder('s')
      .innerJoinAndMapOne('s.user', UserEntity, 'u', 'u.id = s.userId AND u.isActive')
      .innerJoinAndMapOne('s.tenant', TenantEntity, 't', 't.id = u.tenantId')
      .where({ id: In([...ids]), ...alive() })
      .getMany();
    return sessions.map(toSessionUser);
  }

  async findSession(id: string): Promise<(SignInProof & { createdAt: Date }) | undefined> {
    return (await this.sessions.findOneBy({ id })) ?? undefined;
  }

  async markSecondFactor(id: string): Promise<void> {
    await this.sessions.update({ id }, { secondFactor: true });
  }

  /** At most once a minute, for who looks for a session that is not theirs. */
  async markUsed(id: string, ip: string): Promise<void> {
    const notJustNow = isOlderThan({ mins: 1 });
    await this.sessions.update({ id, lastUsedAt: notJustNow }, { lastUsedAt: now, lastIp: ip });
  }

  /** Those that can still be used or refreshed, the one used last first. */
  async listSessions(userId: string, page: Page): Promise<{ sessions: Session[]; total: number }> {
    const usable = 't.sessionId = s.id AND t.usedAt IS NULL AND t.expiresAt > now()';
    const [sessions, total] = await this.sessions
      .createQueryBuilder('s')
      .where({ userId, ...alive() })
      .andWhereExists(this.tokens.createQueryBuilder('t').where(usable))
      .orderBy({ 's.lastUsedAt': 'DESC', 's.id': 'ASC' })
      .take(page.limit)
      .skip(page.offset)
      .getManyAndCount();
    return { sessions, total };
  }

  /**
   * Takes hold of a token until the transaction ends.
   * @param begunMs how long ago the request began
   * @returns 'busy' while another request holds it; undefined when there is no such token
   */
  async lockToken(tokenHash: string, begunMs: number): Promise<ShownToken | 'busy' | undefined> {
    // One statement locks the token, skips it where it is held, and judges it by the database's clock.
    const held = await this.tokens
      .createQueryBuilder('t')
      .innerJoin(SessionEntity, 's', 's.id = t.sessionId')
      .innerJoin(UserEntity, 'u', 'u.id = s.userId')
      .select('s.id', 'sessionId')
      .addSelect('s.userId', 'userId')
      .addSelect('t.usedAt IS NOT NULL', 'used')
      .addSelect(
        `COALESCE(t.usedAt > clock_timestamp() - make_interval(secs => :begunMs / 1000.0), false)`,
        'usedMeanwhile',
      )
      .addSelect(`t.expiresAt > now() AND u.isActive AND ${ALIVE}`, 'usable')
      .where({ tokenHash })
      .setParameters({ begunMs })
      .setLock('pessimistic_write', undefined, ['t'])
      .setOnLocked('skip_locked')
      .getRawOne<ShownToken>();
    if (held) return held;
    return (await this.tokens.existsBy({ tokenHash })) ? 'busy' : undefined;
  }

  /** The next token of a session. Only for who holds the one before. */
  async rotate(
    { id, ip }: { id: string; ip: string },
    { before, next }: { before: string; next: string },
    refreshDays: number,
  ): Promise<void> {
    await this.tokens.update({ tokenHash: before }, { usedAt: () => 'clock_timestamp()' });
    await this.tokens.insert({ tokenHash: next, sessionId: id, expiresAt: fromNow({ days: refreshDays }) });
    await this.sessions.update({ id }, { lastUsedAt: now, lastIp: ip });
  }

  async markEnded(id: string, reason: EndReason): Promise<void> {
    await this.sessions.update({ id, endedAt: IsNull() }, ended(reason));
  }

  /** False when the person has no such session, or it has ended. */
  async endOf(userId: string, id: string, reason: EndReason): Promise<boolean> {
    return (await this.sessions.update({ id, userId, ...alive() }, ended(reason))).affected === 1;
  }

  /** @param id the one that stays; null: none */
  async endOthers(userId: string, id: string | null, reason: EndReason): Promise<void> {
    const others = id === null ? {} : { id: Not(id) };
    await this.sessions.update({ userId, ...others, endedAt: IsNull() }, ended(reason));
  }

  /** Also sign-ins that still wait for a code. */
  async endAll(userId: string, reason: EndReason): Promise<void> {
    await this.challenges.delete({ userId });
    await this.sessions.update({ userId, endedAt: IsNull() }, ended(reason));
  }

  /** Removes what ended or ran out so long ago that no token of it can be of interest. */
  async pruneEnded(days: number): Promise<void> {
    const old = isOlderThan({ days });
    const removal = this.sessions.createQueryBuilder().delete();
    await removal.where([{ endedAt: old }, { endedAt: IsNull(), expiresAt: old }]).execute();
  }
}

function toSessionUser(session: SessionEntity): SessionUser & { sessionId: string } {
  const { user, tenant, ...rest } = session as SessionEntity & { user: User; tenant: TenantEntity };
  const { id: sessionId, lastUsedAt, method, secondFactor } = rest;
  const secondFactorDemanded = user.role !== 'user' && tenant.requireSecondFactorForAdmins;
  return { ...user, sessionId, lastUsedAt, method, secondFactor, secondFactorDemanded };
}

function alive() {
  return { endedAt: IsNull(), expiresAt: isFuture() };
}

function ended(endReason: EndReason) {
  return { endedAt: now, endReason };
}
