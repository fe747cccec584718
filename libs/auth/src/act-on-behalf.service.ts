import { Clock, isUuid } from '@app/kernel';
import { KeyRing, sameSecret } from '@app/security';
import { Injectable } from '@nestjs/common';
import { OnBehalfRefused } from './auth.errors';
import type { Caller } from './caller';
import { callerOfUser } from './caller-of-user';
import { signingPurpose } from './manage-api-keys.service';
import { ApiKeysRepository } from './persistence/api-keys.repository';
import { UsersRepository } from './persistence/users.repository';
import type { User } from './user';
import { isFresh, macOf, readSignature, type SignedWish } from './signed-wish';

/** Lets a key act for a person of its tenant, with what both the person and the key may do. */
@Injectable()
export class ActOnBehalf {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly users: UsersRepository,
    private readonly ring: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** @throws OnBehalfRefused. The proof is looked at before the person, so without it nobody learns who exists. */
  async callerFor(caller: Caller, wish: SignedWish): Promise<Caller> {
    const { key, scopes, tenantId } = caller;
    if (caller.kind !== 'key' || !key) throw new OnBehalfRefused('only API keys act on behalf of people');
    if (!scopes.includes('act-on-behalf')) throw new OnBehalfRefused('the key lacks the scope act-on-behalf');
    await this.verify(key.id, wish);
    const user = await this.person(wish.user);
    if (user?.tenantId !== tenantId) throw new OnBehalfRefused('there is no such person here');
    if (!user.isActive) throw new OnBehalfRefused('the person is deactivated');
    return { ...callerOfUser(user), scopes, key };
  }

  private async person(idOrEmail: string): Promise<User | undefined> {
    if (isUuid(idOrEmail)) return this.users.findById(idOrEmail);
    return idOrEmail.includes('@') ? this.users.findByLogin(idOrEmail) : undefined;
  }

  private async verify(keyId: string, wish: SignedWish): Promise<void> {
    const signature = readSignature(wish.signature);
    if (!signature) throw new OnBehalfRefused('the signature is missing or not written as t=…,v1=…');
    if (!isFresh(signature, Math.floor(this.clock.now().getTime() / 1000)))
      throw new OnBehalfRefused('the signature is older than five minutes, or from the future');
    const stored = await this.keys.findSigningSecret(keyId);
    if (!stored) throw new OnBehalfRefused('the key has no signing secret');
    const secret = this.ring.open(stored.sealed, signingPurpose(stored.keyHash));
    if (!sameSecret(signature.mac, macOf(signature.at, wish, secret)))
      throw new OnBehalfRefused('the signature does not fit this request');
  }
}
