import { Database } from '@app/database';
import { Clock } from '@app/kernel';
import { Signals } from '@app/queue';
import { KeyRing } from '@app/security';
import { Injectable, Logger } from '@nestjs/common';
import { CredentialNeedsReconsent, CredentialNotFound, CredentialRevoked } from '../google.errors';
import { type CredentialSecrets, CredentialsRepository } from '../persistence/credentials.repository';
import { GoogleOAuth } from './google-oauth';
import { tokenPurpose } from './token-purpose';

/** A token is renewed when it has less than this left. */
const MARGIN_MS = 60_000;

/** Valid access tokens, renewed once at a time per account over all processes. */
@Injectable()
export class AccessTokens {
  private readonly logger = new Logger(AccessTokens.name);
  private readonly refreshing = new Map<number, Promise<string>>();

  constructor(
    private readonly credentials: CredentialsRepository,
    private readonly database: Database,
    private readonly oauth: GoogleOAuth,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly signals: Signals,
  ) {}

  /**
   * @param rejected a token that Google has just refused with 401; another one is answered.
   * @throws CredentialNotFound, CredentialRevoked, CredentialNeedsReconsent, GoogleUnavailable
   */
  async get(credentialId: number, rejected?: string): Promise<string> {
    const usable = this.usable(await this.credentials.secrets(credentialId), credentialId, rejected);
    if (usable !== undefined) return usable;
    const running = this.refreshing.get(credentialId);
    if (running) return running;
    const refresh = this.refresh(credentialId, rejected).finally(() => this.refreshing.delete(credentialId));
    this.refreshing.set(credentialId, refresh);
    return refresh;
  }

  /** The row stays locked during the call to Google, so that others wait for its result instead of asking too. */
  private async refresh(credentialId: number, rejected?: string): Promise<string> {
    const renewed = await this.database.transaction(async () => {
      const secrets = await this.credentials.lockSecrets(credentialId);
      const usable = this.usable(secrets, credentialId, rejected);
      return usable !== undefined || !secrets ? (usable ?? '') : this.renewOrMark(secrets);
    });
    if (typeof renewed === 'string') return renewed;
    this.logger.warn({ message: 'google account needs consent again', credential_id: credentialId });
    throw renewed;
  }

  /** The mark is set under the lock: a person who connects the account again meanwhile has the last word. */
  private async renewOrMark(secrets: CredentialSecrets): Promise<string | CredentialNeedsReconsent> {
    try {
      return await this.renew(secrets);
    } catch (error) {
      if (!(error instanceof CredentialNeedsReconsent)) throw error;
      const { id, tenantId } = secrets;
      await this.credentials.markNeedsReconsent(id);
      const change = { tenant_id: tenantId, credential_id: id, status: 'needs_reconsent' } as const;
      await this.database.afterCommit(() => this.signals.send('credential.changed', change));
      return error;
    }
  }

  private async renew(secrets: CredentialSecrets): Promise<string> {
    const purpose = tokenPurpose(secrets.tenantId, secrets.googleSub);
    if (secrets.refreshToken === null) throw new CredentialNeedsReconsent(secrets.email);
    const tokens = await this.oauth.refresh(this.keys.open(secrets.refreshToken, purpose), secrets.email);
    const rotated = tokens.refreshToken === null ? null : this.keys.seal(tokens.refreshToken, purpose);
    const sealed = this.keys.seal(tokens.accessToken, purpose);
    await this.credentials.saveAccess(secrets.id, sealed, tokens.accessExpiresAt, rotated);
    return tokens.accessToken;
  }

  private usable(secrets: CredentialSecrets | undefined, id: number, rejected?: string): string | undefined {
    if (!secrets) throw new CredentialNotFound(id);
    if (secrets.status === 'revoked') throw new CredentialRevoked();
    if (secrets.status === 'needs_reconsent') throw new CredentialNeedsReconsent(secrets.email);
    const expiresAt = secrets.accessExpiresAt?.getTime() ?? 0;
    if (secrets.accessToken === null || expiresAt - this.clock.now().getTime() < MARGIN_MS) return undefined;
    const token = this.keys.open(secrets.accessToken, tokenPurpose(secrets.tenantId, secrets.googleSub));
    return token === rejected ? undefined : token;
  }
}
