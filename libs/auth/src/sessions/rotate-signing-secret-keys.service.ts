import { KeyRing } from '@app/security';
import { Injectable } from '@nestjs/common';
import { signingPurpose } from '../api-keys/manage-api-keys.service';
import { ApiKeysRepository } from '../api-keys/persistence/api-keys.repository';

/** Seals the signing secret of every key under the present ENCRYPTION_KEY. */
@Injectable()
export class RotateSigningSecretKeys {
  constructor(
    private readonly keys: ApiKeysRepository,
    private readonly ring: KeyRing,
  ) {}

  /** May be repeated, and run beside everything else. How many keys were changed. */
  async rotateSigningSecrets(): Promise<number> {
    let changed = 0;
    for (const stored of await this.keys.listSigningSecrets()) {
      if (!this.ring.isOld(stored.encrypted)) continue;
      const renewed = this.ring.reencrypt(stored.encrypted, signingPurpose(stored.keyHash));
      if (await this.keys.reencryptSecrets(stored, renewed)) changed += 1;
    }
    return changed;
  }
}
