import { KeyRing } from '@app/security';
import { Injectable } from '@nestjs/common';
import { signingPurpose } from './api-keys/manage-api-keys.service';
import { ApiKeysRepository } from './api-keys/persistence/api-keys.repository';
import { SecondFactorsRepository } from './second-factor/persistence/second-factors.repository';
import { secretPurpose } from './second-factor/second-factor-proof.service';

/** Encrypts secrets under the present ENCRYPTION_KEY. May be repeated, and run beside everything else. How many were changed. */
@Injectable()
export class RotateSecretKeys {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly factors: SecondFactorsRepository,
    private readonly ring: KeyRing,
  ) {}

  /** Of API keys. */
  async rotateSigningSecrets(): Promise<number> {
    let changed = 0;
    for (const stored of await this.keys.listSigningSecrets()) {
      if (!this.ring.isOld(stored.encrypted)) continue;
      const renewed = this.ring.reencrypt(stored.encrypted, signingPurpose(stored.keyHash));
      if (await this.keys.reencryptSecrets(stored, renewed)) changed += 1;
    }
    return changed;
  }

  /** Of authenticator apps. */
  async rotateSecondFactors(): Promise<number> {
    let changed = 0;
    for (const { userId, secret } of await this.factors.listSecrets()) {
      if (!this.ring.isOld(secret)) continue;
      const renewed = this.ring.reencrypt(secret, secretPurpose(userId));
      if (await this.factors.reencryptSecrets(userId, secret, renewed)) changed += 1;
    }
    return changed;
  }
}
