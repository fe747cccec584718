import { KeyRing } from '@app/security';
import { Injectable } from '@nestjs/common';
import { signingPurpose } from './api-keys/manage-api-keys.service';
import { ApiKeysRepository } from './api-keys/persistence/api-keys.repository';
import { SecondFactorsRepository } from './second-factor/persistence/second-factors.repository';
import { secretPurpose } from './second-factor/second-factor-proof.service';

interface StoredSecret {
  encrypted: string;
  purpose: string;
  /** False where it was changed or removed meanwhile. */
  save: (renewed: string) => Promise<boolean>;
}

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
    const stored = await this.keys.listSigningSecrets();
    return this.renewOld(
      stored.map((one) => ({
        encrypted: one.encrypted,
        purpose: signingPurpose(one.keyHash),
        save: (renewed) => this.keys.reencryptSecrets(one, renewed),
      })),
    );
  }

  /** Of authenticator apps. */
  async rotateSecondFactors(): Promise<number> {
    const stored = await this.factors.listSecrets();
    return this.renewOld(
      stored.map(({ userId, secret }) => ({
        encrypted: secret,
        purpose: secretPurpose(userId),
        save: (renewed) => this.factors.reencryptSecrets(userId, secret, renewed),
      })),
    );
  }

  private async renewOld(secrets: StoredSecret[]): Promise<number> {
    let changed = 0;
    for (const { encrypted, purpose, save } of secrets) {
      if (!this.ring.isOld(encrypted)) continue;
      if (await save(this.ring.reencrypt(encrypted, purpose))) changed += 1;
    }
    return changed;
  }
}
