import { hashSecret } from '@app/security';
import { Clock } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { AccessJwt } from '../sessions/access-jwt';
import { ApiKeyEnded, SessionEnded, WrongCredential } from '../auth.errors';
import type { Caller, Restriction } from '../callers/caller';
import { callerOfUser } from './caller-of-user';
import type { ApiKey } from '../api-keys/persistence/api-keys.repository';
import { KnownApiKeys } from '../api-keys/known-api-keys.service';
import { SessionsRepository, type SessionUser } from '../sessions/persistence/sessions.repository';

/** Three parts with dots are a JWT; anything else is looked up as an API key. */
const JWT_SHAPE = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** How often a key or a session is marked as used, at most. */
const USED_EVERY_MS = 60_000;

/** Tells who a bearer token belongs to, now: a deactivated user, an ended session or a revoked key is nobody. */
@Injectable()
export class Authenticate {
  constructor(
    private readonly jwt: AccessJwt,
    private readonly sessions: SessionsRepository,
    private readonly keys: KnownApiKeys,
    private readonly clock: Clock,
  ) {}

  /** @throws WrongCredential, SessionEnded, ApiKeyEnded */
  async byToken(token: string, ip: string): Promise<Caller> {
    const caller = JWT_SHAPE.test(token) ? await this.user(token, ip) : await this.key(token);
    if (!caller) throw new WrongCredential();
    return caller;
  }

  private async user(token: string, ip: string): Promise<Caller | undefined> {
    const claims = await this.jwt.verify(token);
    if (!claims) return undefined;
    const user = await this.sessions.findUser(claims.sessionId, claims.userId);
    if (!user) throw new SessionEnded();
    if (user.secondFactorDemanded && user.hasSecondFactor && !user.secondFactor) throw new SessionEnded();
    if (this.clock.now().getTime() - user.lastUsedAt.getTime() > USED_EVERY_MS)
      await this.sessions.markUsed(claims.sessionId, ip);
    return { ...callerOfUser(user), sessionId: claims.sessionId, restriction: restrictionOf(user) };
  }

  private async key(secret: string): Promise<Caller | undefined> {
    const key = await this.keys.find(hashSecret(secret));
    if (!key) return undefined;
    const now = this.clock.now();
    refuseEnded(key, now);
    if (now.getTime() - (key.lastUsedAt?.getTime() ?? 0) > USED_EVERY_MS) await this.keys.markUsed(key, now);
    return keyCaller(key);
  }
}

export function keyCaller({ id, tenantId, name, scopes, ratePerMinute }: ApiKey): Caller {
  return {
    kind: 'key',
    tenantId,
    requester: `key:${id}`,
    seesTenant: true,
    role: 'admin',
    scopes,
    name,
    key: { id, name, ratePerMinute },
  };
}

/** A password that somebody else set is of no weight where Google says who it is. */
export function restrictionOf(user: SessionUser): Restriction | undefined {
  if (user.mustChangePassword && user.method === 'password') return 'password-change';
  return user.secondFactorDemanded && !user.hasSecondFactor ? 'second-factor' : undefined;
}

function refuseEnded(key: ApiKey, now: Date): void {
  const { revokedAt, expiresAt } = key;
  if (revokedAt) throw new ApiKeyEnded(key, 'revoked', revokedAt);
  if (expiresAt && expiresAt <= now) throw new ApiKeyEnded(key, 'expired', expiresAt);
}
