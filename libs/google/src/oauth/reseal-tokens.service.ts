import { Database } from '@app/database';
import { KeyRing } from '@app/security';
import { Injectable } from '@nestjs/common';
import { type CredentialSecrets, CredentialsRepository } from '../persistence/credentials.repository';
import { tokenPurpose } from './token-purpose';

const AT_ONCE = 100;

/** Seals every stored token under the present ENCRYPTION_KEY, so that the former ones can be thrown away. */
@Injectable()
export class ResealTokens {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly database: Database,
    private readonly keys: KeyRing,
  ) {}

  /** May be repeated, and run beside everything else. How many accounts were changed. */
  async all(): Promise<number> {
    let changed = 0;
    let lastId = 0;
    for (;;) {
      const page = await this.credentials.withTokens(lastId, AT_ONCE);
      for (const { id } of page) if (await this.one(id)) changed += 1;
      const last = page.at(-1);
      if (!last) return changed;
      lastId = last.id;
    }
  }

  private async one(id: number): Promise<boolean> {
    return this.database.transaction(async () => {
      const secrets = await this.credentials.lockSecrets(id);
      if (!secrets) return false;
      const { accessToken, refreshToken } = secrets;
      const isOld = [accessToken, refreshToken].some((sealed) => sealed !== null && this.keys.isOld(sealed));
      if (!isOld) return false;
      await this.credentials.reseal(
        id,
        this.renewed(accessToken, secrets),
        this.renewed(refreshToken, secrets),
      );
      return true;
    });
  }

  private renewed(sealed: string | null, { tenantId, googleSub }: CredentialSecrets): string | null {
    const purpose = tokenPurpose(tenantId, googleSub);
    return sealed === null ? null : this.keys.seal(this.keys.open(sealed, purpose), purpose);
  }
}
