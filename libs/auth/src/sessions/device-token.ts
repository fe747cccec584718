import { randomUUID } from 'node:crypto';
import { AppConfig } from '@app/config';
import { Injectable } from '@nestjs/common';
import { jwtVerify, SignJWT } from 'jose';

const ISSUER = 'classroom-downloader';
const AUDIENCE = 'device';
const DAYS = 180;

/** What a browser keeps to be known again after somebody signed in with it. It opens nothing by itself. */
@Injectable()
export class DeviceToken {
  private readonly key: Uint8Array;
  readonly lifeSeconds = DAYS * 86_400;

  constructor(config: AppConfig) {
    this.key = new TextEncoder().encode(config.security.jwtSecret);
  }

  sign(userId: string, device: string = randomUUID()): Promise<string> {
    return new SignJWT()
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(userId)
      .setJti(device)
      .setIssuedAt()
      .setExpirationTime(`${String(DAYS)}d`)
      .sign(this.key);
  }

  /** The device's name for itself, when it is one on which this person has signed in. */
  async deviceOf(token: string | undefined, userId: string | undefined): Promise<string | undefined> {
    if (token === undefined || userId === undefined) return undefined;
    try {
      const { payload } = await jwtVerify(token, this.key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        subject: userId,
        requiredClaims: ['exp', 'jti'],
      });
      return payload.jti;
    } catch {
      return undefined;
    }
  }
}
