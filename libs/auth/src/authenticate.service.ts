import { hashSecret } from '@app/security';
import { Injectable } from '@nestjs/common';
import { AccessJwt } from './access-jwt';
import { Unauthenticated } from './auth.errors';
import type { Caller } from './caller';
import { callerOfUser } from './caller-of-user';
import { ApiKeysRepository } from './persistence/api-keys.repository';
import { SessionsRepository } from './persistence/sessions.repository';

/** Three parts with dots are a JWT; anything else is looked up as an API key. */
const JWT_SHAPE = /^[\w-]+\.[\w-]+\.[\w-]+$/;

/** Tells who a bearer token belongs to, now: a deactivated user, an ended session or a revoked key is nobody. */
@Injectable()
export class Authenticate {
  constructor(
    private readonly jwt: AccessJwt,
    private readonly sessions: SessionsRepository,
    private readonly keys: ApiKeysRepository,
  ) {}

  /** @throws Unauthenticated */
  async byToken(token: string): Promise<Caller> {
    const caller = JWT_SHAPE.test(token) ? await this.user(token) : await this.key(token);
    if (!caller) throw new Unauthenticated('The token or API key is not valid, or not any more.');
    return caller;
  }

  private async user(token: string): Promise<Caller | undefined> {
    const claims = await this.jwt.verify(token);
    const user = claims && (await this.sessions.findUser(claims.sessionId, claims.userId));
    if (!user) return undefined;
    return { ...callerOfUser(user), sessionId: claims.sessionId };
  }

  private async key(secret: string): Promise<Caller | undefined> {
    const key = await this.keys.findUsable(hashSecret(secret));
    if (!key) return undefined;
    await this.keys.markUsed(key.id);
    return {
      kind: 'key',
      tenantId: key.tenantId,
      requester: `key:${key.id}`,
      seesTenant: true,
      role: 'admin',
      scopes: key.scopes,
      name: key.name,
    };
  }
}
