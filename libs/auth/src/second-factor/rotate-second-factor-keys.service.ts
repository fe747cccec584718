import { KeyRing } from '@app/security';
import { Injectable } from '@nestjs/common';
import { SecondFactorsRepository } from './persistence/second-factors.repository';
import { secretPurpose } from './second-factor-proof.service';

/** Encrypts the secret of every authenticator app under the present ENCRYPTION_KEY. */
@Injectable()
export class RotateSecondFactorKeys {
  constructor(
    private readonly factors: SecondFactorsRepository,
    private readonly ring: KeyRing,
  ) {}

  /** May be repeated, and run beside everything else. How many were changed. */
  async rotateSecrets(): Promise<number> {
    let changed = 0;
    for (const { userId, secret } of await this.factors.listSecrets()) {
      if (!this.ring.isOld(secret)) continue;
      const renewed = this.ring.reencrypt(secret, secretPurpose(userId));
      if (await this.factors.reencryptSecrets(userId, secret, renewed)) changed += 1;
    }
    return changed;
  }
}
