import { SecurityEvents } from '@app/audit';
import { AppConfig } from '@app/config';
import { Database } from '@app/database';
import { hashSecret, newSecret } from '@app/security';
import { Injectable } from '@nestjs/common';
import { AccessJwt } from './access-jwt';
import { RefreshRaced, SessionOver } from '../auth.errors';
import type { Caller } from '../callers/caller';
import { SessionsRepository, type ShownToken } from './persistence/sessions.repository';
import type { SignInProof } from './session';
import type { User } from '../user';

/** However often it is refreshed, a session ends after so many days. */
const SESSION_DAYS = 90;

/** The other end of a sign-in. */
export interface Device {
  ip: string;
  userAgent?: string;
  /** What it kept from an earlier sign-in. */
  token?: string;
}

export interface SignedIn {
  accessToken: string;
  /** Shown this once. */
  refreshToken: string;
  /** Seconds, of each. */
  expiresIn: number;
  refreshExpiresIn: number;
  user: User;
}

type Shown = ShownToken | 'busy' | undefined;

@Injectable()
export class Sessions {
  private readonly refreshDays: number;

  constructor(
    config: AppConfig,
    private readonly database: Database,
    private readonly sessions: SessionsRepository,
    private readonly jwt: AccessJwt,
    private readonly events: SecurityEvents,
  ) {
    this.refreshDays = config.security.refreshTokenDays;
  }

  /** Begins a session for a person who has proved who they are. */
  async openSession(user: User, { ip, userAgent }: Device, proof: SignInProof): Promise<SignedIn> {
    const refreshToken = newSecret();
    const id = await this.sessions.insertSession({
      userId: user.id,
      ...proof,
      tokenHash: hashSecret(refreshToken),
      ip,
      userAgent: userAgent?.slice(0, 200) ?? null,
      days: SESSION_DAYS,
      refreshDays: this.refreshDays,
    });
    return this.signedIn(user, id, refreshToken);
  }

  /**
   * Exchanges a refresh token for the next one. Of requests that overlap exactly one wins and the others are told so:
   * a page that is open twice is no thief. Who begins after a token was used shows a copy: the whole session ends.
   * @throws SessionOver, RefreshRaced
   */
  async refreshSession(token: string, ip: string): Promise<SignedIn> {
    const begun = performance.now();
    const hash = hashSecret(token);
    const next = newSecret();
    const shown = await this.database.transaction(async () => {
      const held = await this.sessions.lockToken(hash, performance.now() - begun);
      if (isUsable(held))
        await this.sessions.rotate(
          { id: held.sessionId, ip },
          { before: hash, next: hashSecret(next) },
          this.refreshDays,
        );
      else if (isCopy(held)) await this.sessions.markEnded(held.sessionId, 'reused');
      return held;
    });
    if (shown === 'busy' || (shown?.used === true && shown.usedMeanwhile)) throw new RefreshRaced();
    if (isCopy(shown)) await this.tellOfCopy(shown, ip);
    const user = isUsable(shown) && (await this.sessions.findUser(shown.sessionId, shown.userId));
    if (!user) throw new SessionOver();
    return this.signedIn(user, shown.sessionId, next);
  }

  /** Signs a person out here, or wherever they are signed in. */
  async endSession(caller: Caller, { everywhere }: { everywhere: boolean }): Promise<void> {
    if (everywhere && caller.userId !== undefined) await this.sessions.endAll(caller.userId, 'signed-out');
    else if (caller.sessionId !== undefined) await this.sessions.markEnded(caller.sessionId, 'signed-out');
    await this.events.recordAction(caller, 'auth.sign-out', { detail: { everywhere } });
  }

  private async signedIn(user: User, sessionId: string, refreshToken: string): Promise<SignedIn> {
    return {
      accessToken: await this.jwt.sign(user.id, sessionId),
      refreshToken,
      expiresIn: this.jwt.lifeSeconds,
      refreshExpiresIn: this.refreshDays * 86_400,
      user,
    };
  }

  private async tellOfCopy({ sessionId, userId }: ShownToken, ip: string): Promise<void> {
    const who = { tenantId: null, actorId: `user:${userId}`, actorName: null };
    await this.events.recordEvent({
      action: 'auth.refresh-reused',
      outcome: 'refused',
      ...who,
      subject: sessionId,
      ip,
    });
  }
}

function isUsable(shown: Shown): shown is ShownToken {
  return typeof shown === 'object' && shown.usable && !shown.used;
}

function isCopy(shown: Shown): shown is ShownToken {
  return typeof shown === 'object' && shown.used && !shown.usedMeanwhile;
}
