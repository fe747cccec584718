import { AppConfig } from '@app/config';
import { Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT } from 'jose';
import { SessionEnded } from './auth.errors';

const ISSUER = 'classroom-downloader';
const AUDIENCE = 'access';

/** Access tokens: short-lived JWTs that name a user. What the user may do is looked up, not carried. */
@Injectable()
export class AccessJwt {
  private readonly key: Uint8Array;
  readonly lifeSeconds: number;

  constructor(config: AppConfig) {
    this.key = new TextEncoder().encode(config.security.jwtSecret);
    this.lifeSeconds = config.security.accessTokenMinutes * 60;
  }

  sign(userId: string): Promise<string> {
    return new SignJWT()
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(userId)
      .setIssuedAt()
      .setExpirationTime(`${String(this.lifeSeconds)}s`)
      .sign(this.key);
  }

  /**
   * The user's id, or undefined for a token that is changed, of another kind or another installation.
   * @throws SessionEnded for one of ours that has expired.
   */
  async verify(token: string): Promise<string | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        requiredClaims: ['exp', 'sub'],
      });
      return payload.sub;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new SessionEnded();
      return undefined;
    }
  }
}
