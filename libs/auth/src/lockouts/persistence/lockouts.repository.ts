import { isFuture } from '@app/database';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import type { Page } from '../../page';
import { SignInAttemptEntity } from './sign-in-attempt.entity';
import { UserEntity } from '../../persistence/user.entity';

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

const LOCKED = `a.expires_at > now() AND a.failures >= CASE a.source WHEN 'anywhere' THEN CAST(:anywhere AS int) ELSE :here END`;
const FAILURES = `COALESCE(sum(a.failures) FILTER (WHERE a.source <> 'anywhere'), 0)::int`;

/** Reads and lifts what `SignInAttemptsRepository` counts. */
@Injectable()
export class LockoutsRepository {
  constructor(
    @InjectRepository(SignInAttemptEntity) private readonly attempts: Repository<SignInAttemptEntity>,
  ) {}

  /** @param tenantId null: of all tenants */
  async listLockouts(
    tenantId: string | null,
    page: Page,
    limits: PlaceLimits,
  ): Promise<{ lockouts: Lockout[]; total: number }> {
    // Of names that nobody has only a hash is kept, which tells admins nothing.
    const locked = this.attempts
      .createQueryBuilder('a')
      .innerJoinAndMapOne('a.user', UserEntity, 'u', 'u.id::text = a.who')
      .where(LOCKED, limits);
    if (tenantId !== null) locked.andWhere('u.tenantId = :tenantId', { tenantId });
    locked.orderBy({ 'a.expiresAt': 'DESC', 'u.id': 'ASC', 'a.source': 'ASC' });
    const found = await locked.limit(page.limit).offset(page.offset).getMany();
    return { lockouts: found.map(toLockout), total: await locked.getCount() };
  }

  /** Wrong tries are counted per place and, but on known devices, once more for all places. */
  listStates(userIds: string[], limits: PlaceLimits): Promise<LockoutState[]> {
    return this.attempts
      .createQueryBuilder('a')
      .select('a.who', 'userId')
      .addSelect(FAILURES, 'failures')
      .addSelect(`max(a.expiresAt) FILTER (WHERE ${LOCKED})`, 'lockedUntil')
      .where({ who: In(userIds), expiresAt: isFuture() })
      .setParameters(limits)
      .groupBy('a.who')
      .getRawMany();
  }

  /** False when the person is locked out nowhere. */
  async deleteLockout(userId: string, limits: PlaceLimits): Promise<boolean> {
    const lifted = await this.attempts
      .createQueryBuilder()
      .update()
      .set({ failures: 0 })
      .where({ who: userId })
      .andWhere(`EXISTS (SELECT 1 FROM sign_in_attempts a WHERE a.who = :userId AND ${LOCKED})`)
      .setParameters({ ...limits, userId })
      .execute();
    return (lifted.affected ?? 0) > 0;
  }
}

function toLockout(attempt: SignInAttemptEntity): Lockout {
  const { user, source, failures, expiresAt } = attempt as SignInAttemptEntity & { user: UserEntity };
  const { id: userId, tenantId, username, fullName } = user;
  return { userId, tenantId, username, fullName, source, failures, lockedUntil: expiresAt };
}
