import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { AppConfig } from '@app/config';
import { Clock, isUuid } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import { SessionEnded } from '../auth.errors';

const ISSUER = 'classroom-downloader';
const AUDIENCE = 'access';

export interface AccessClaims {
  userId: string;
  sessionId: string;
}

interface Keys {
  sign: Uint8Array | KeyObject;
  verify: Uint8Array | KeyObject;
}

/** Access tokens: short-lived JWTs that name a user and their session. What the user may do is looked up, not carried. */
@Injectable()
export class AccessJwt {
  private readonly algorithm: 'HS256' | 'EdDSA';
  private readonly keys: Keys;
  readonly lifeSeconds: number;

  constructor(
    config: AppConfig,
    private readonly clock: Clock,
  ) {
    this.algorithm = config.security.jwt.algorithm;
    this.keys = keysOf(config.security);
    this.lifeSeconds = config.security.accessTokenMinutes * 60;
  }

  sign(userId: string, sessionId: string): Promise<string> {
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    return new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: this.algorithm, typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(userId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + this.lifeSeconds)
      .sign(this.keys.sign);
  }

  /**
   * Whose it is, or undefined for a token that is changed, of another kind or another installation.
   * @throws SessionEnded for one of ours that has expired.
   */
  async verify(token: string): Promise<AccessClaims | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.keys.verify, {
        // What a token says of its algorithm is compared, never followed.
        algorithms: [this.algorithm],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['exp', 'sub', 'sid'],
        currentDate: this.clock.now(),
      });
      const { sub: userId = '', sid: sessionId } = payload;
      return isUuid(userId) && typeof sessionId === 'string' && isUuid(sessionId)
        ? { userId, sessionId }
        : undefined;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new SessionEnded();
      return undefined;
    }
  }
}

function keysOf({ jwt, jwtSecret }: AppConfig['security']): Keys {
  if (jwt.privateKey === undefined) {
    const secret = new TextEncoder().encode(jwtSecret);
    return { sign: secret, verify: secret };
  }
  const sign = createPrivateKey(jwt.privateKey);
  return { sign, verify: createPublicKey(sign) };
}
