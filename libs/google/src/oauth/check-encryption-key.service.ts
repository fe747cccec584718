import { KeyRing } from '@app/security';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { CredentialsRepository } from '../persistence/credentials.repository';

/**
 * Says at start that tokens are encrypted with a key that is not configured, and not only when one is needed. The key's
 * id stands in every envelope, so nothing has to be decrypted. The process starts all the same: what needs no Google
 * account works, and who has lost the key has to be able to connect the accounts again.
 */
@Injectable()
export class CheckEncryptionKey implements OnApplicationBootstrap {
  private readonly logger = new Logger(CheckEncryptionKey.name);

  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly ring: KeyRing,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const used = await this.credentials.countByEncryptionKey();
    const unreadable = used.filter(({ keyId }) => !this.ring.has(keyId));
    if (unreadable.length === 0) return;
    const accounts = unreadable.reduce((sum, { count }) => sum + count, 0);
    this.logger.error({
      message:
        'Google accounts are encrypted with a key that is not configured. Is ENCRYPTION_KEY right? Put the former one into ENCRYPTION_KEYS_OLD, or connect the accounts again.',
      accounts,
    });
  }
}
