import { type ActingCaller, SecurityEvents } from '@app/audit';
import type { Viewer } from '@app/kernel';
import { Signals } from '@app/queue';
import { KeyRing } from '@app/security';
import { Injectable, Logger } from '@nestjs/common';
import { CredentialNotFound } from '../google.errors';
import { CredentialsRepository } from '../persistence/credentials.repository';
import { GoogleOAuth } from './google-oauth';
import { tokenPurpose } from './token-purpose';

@Injectable()
export class DisconnectAccount {
  private readonly logger = new Logger(DisconnectAccount.name);

  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly oauth: GoogleOAuth,
    private readonly keys: KeyRing,
    private readonly signals: Signals,
    private readonly events: SecurityEvents,
  ) {}

  /** Ends the permission at Google and forgets the tokens; what was downloaded stays. Google being away does not stop it. */
  async disconnect(id: number, caller: Viewer & ActingCaller): Promise<void> {
    await this.revoke(id, caller);
    const subject = `credential:${String(id)}`;
    await this.events.recordAction(caller, 'credential.disconnected', { subject });
  }

  /** As a part of something else, which is recorded. */
  async revoke(id: number, viewer: Viewer): Promise<void> {
    if (!(await this.credentials.findUsableCredential(id, viewer))) throw new CredentialNotFound(id);
    const secrets = await this.credentials.findSecrets(id);
    await this.credentials.markRevoked(id);
    const change = { tenant_id: viewer.tenantId, credential_id: id, status: 'revoked' } as const;
    await this.signals.send('credential.changed', change);
    const encrypted = secrets?.refreshToken ?? secrets?.accessToken;
    if (!secrets || encrypted === null || encrypted === undefined) return;
    try {
      await this.oauth.revokeGrant(
        this.keys.decrypt(encrypted, tokenPurpose(secrets.tenantId, secrets.googleSub)),
      );
    } catch (error) {
      this.logger.warn({
        message: 'google did not confirm the end of a permission',
        credential_id: id,
        error,
      });
    }
  }
}
