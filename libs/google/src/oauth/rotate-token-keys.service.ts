import { Database } from '@app/database';
import { KeyRing } from '@app/security';
import { Injectable } from '@nestjs/common';
import { CredentialsRepository } from '../persistence/credentials.repository';
import { tokenPurpose } from './token-purpose';

const PAGE_SIZE = 100;

/** Seals every stored token under the present ENCRYPTION_KEY, so that the former ones can be thrown away. */
@Injectable()
export class RotateTokenKeys {
  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly database: Database,
    private readonly keys: KeyRing,
  ) {}

  /** May be repeated, and run beside everything else. How many accounts were changed. */
  async rotateTokens(): Promise<number> {
    let changed = 0;
    let lastId = 0;
    for (;;) {
      const page = await this.credentials.listSecrets(lastId, PAGE_SIZE);
      for (const { id } of page) if (await this.rotateOne(id)) changed += 1;
      const last = page.at(-1);
      if (!last) return changed;
      lastId = last.id;
    }
  }

  private async rotateOne(id: number): Promise<boolean> {
    return this.database.transaction(async () => {
      const secrets = await this.credentials.lockSecrets(id);
      if (!secrets) return false;
      const tokens = [secrets.accessToken, secrets.refreshToken];
      if (!tokens.some((token) => token !== null && this.keys.isOld(token))) return false;
      const purpose = tokenPurpose(secrets.tenantId, secrets.googleSub);
      const [access = null, refresh = null] = tokens.map(
        (token) => token && this.keys.reencrypt(token, purpose),
      );
      await this.credentials.reencryptTokens(id, access, refresh);
      return true;
    });
  }
}
