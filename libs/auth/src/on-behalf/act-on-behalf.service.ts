import { Clock, isUuid } from '@app/kernel';
import { KeyRing, sameSecret } from '@app/security';
import { Injectable } from '@nestjs/common';
import { OnBehalfRefused } from '../auth.errors';
import type { Caller } from '../callers/caller';
import { callerOfUser } from '../authentication/caller-of-user';
import { signingPurpose } from '../api-keys/manage-api-keys.service';
import { ApiKeysRepository } from '../api-keys/persistence/api-keys.repository';
import { UsersRepository } from '../users/persistence/users.repository';
import { UsedNoncesRepository } from './persistence/used-nonces.repository';
import type { User } from '../user';
import {
  isFresh,
  macOf,
  readSignature,
  type SignedRequest,
  SIGNATURE_TOLERANCE_SECONDS,
} from './signed-request';

/** Longer than a signature is fresh, also by the clock of another replica. */
const NONCE_LIFE_MS = (SIGNATURE_TOLERANCE_SECONDS + 60) * 1000;

/** Lets a key act for a person of its tenant, with what both the person and the key may do. */
@Injectable()
export class ActOnBehalf {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly users: UsersRepository,
    private readonly nonces: UsedNoncesRepository,
    private readonly ring: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** @throws OnBehalfRefused. The proof is looked at before the person, so without it nobody learns who exists. */
  async callerFor(caller: Caller, request: SignedRequest): Promise<Caller> {
    const { key, scopes, tenantId } = caller;
    if (caller.kind !== 'key' || !key) throw new OnBehalfRefused('only API keys act on behalf of people');
    if (!scopes.includes('act-on-behalf')) throw new OnBehalfRefused('the key lacks the scope act-on-behalf');
    await this.verify(key.id, request);
    const user = await this.person(request.user);
    if (user?.tenantId !== tenantId) throw new OnBehalfRefused('there is no such person here');
    if (!user.isActive) throw new OnBehalfRefused('the person is deactivated');
    return { ...callerOfUser(user), scopes, key };
  }

  private async person(idOrEmail: string): Promise<User | undefined> {
    if (isUuid(idOrEmail)) return this.users.findUser(idOrEmail);
    return idOrEmail.includes('@') ? this.users.findByVerifiedEmail(idOrEmail) : undefined;
  }

  private async verify(keyId: string, request: SignedRequest): Promise<void> {
    const signature = readSignature(request.signature);
    if (!signature) throw new OnBehalfRefused('the signature is missing or not written as t=…,n=…,v2=…');
    if (signature === 'v1')
      throw new OnBehalfRefused(
        'v1 signatures are no longer accepted: sign query, body and a nonce, too, as v2',
      );
    if (!isFresh(signature, Math.floor(this.clock.now().getTime() / 1000)))
      throw new OnBehalfRefused('the signature is older than five minutes, or from the future');
    const stored = await this.keys.findSigningSecret(keyId);
    if (!stored) throw new OnBehalfRefused('the key has no signing secret');
    const secret = this.ring.decrypt(stored.encrypted, signingPurpose(stored.keyHash));
    if (!sameSecret(signature.mac, macOf(signature, request, secret)))
      throw new OnBehalfRefused('the signature does not fit this request');
    const expiresAt = new Date(signature.at * 1000 + NONCE_LIFE_MS);
    if (!(await this.nonces.useNonce({ apiKeyId: keyId, nonce: signature.nonce, expiresAt })))
      throw new OnBehalfRefused('the nonce was used before: sign every request anew');
  }
}
