import { randomUUID } from 'node:crypto';
import { Clock, delay } from '@app/kernel';
import { Signals } from '@app/queue';
import { KeyRing } from '@app/security';
import { Injectable, Logger } from '@nestjs/common';
import {
  CredentialNeedsReconsent,
  CredentialNotFound,
  CredentialRevoked,
  GoogleUnavailable,
} from '../google.errors';
import { type CredentialSecrets, CredentialsRepository } from '../persistence/credentials.repository';
import { GoogleOAuth } from './google-oauth';
import { tokenPurpose } from './token-purpose';

/** A token is renewed when it has less than this left. */
const MARGIN_MS = 60_000;
/** How often, and for how long, those look who wait for another process that renews it. */
const LOOK_MS = 100;
const MAX_WAIT_MS = 20_000;

/** Valid access tokens, renewed once at a time per account over all processes. */
@Injectable()
export class AccessTokens {
  private readonly logger = new Logger(AccessTokens.name);
  private readonly refreshing = new Map<number, Promise<string>>();

  constructor(
    private readonly credentials: CredentialsRepository,
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
    const usable = this.usable(await this.credentials.findSecrets(credentialId), credentialId, rejected);
    if (usable !== undefined) return usable;
    const running = this.refreshing.get(credentialId);
    if (running) return running;
    const refresh = this.refresh(credentialId, rejected).finally(() => this.refreshing.delete(credentialId));
    this.refreshing.set(credentialId, refresh);
    return refresh;
  }

  /**
   * Whoever begins the renewal asks Google; the others wait for its result instead of asking too. Nobody keeps a
   * connection to PostgreSQL, or a transaction, meanwhile.
   */
  private async refresh(credentialId: number, rejected?: string): Promise<string> {
    const until = performance.now() + MAX_WAIT_MS;
    while (performance.now() < until) {
      const renewalId = randomUUID();
      const secrets = await this.credentials.beginRenewal(credentialId, renewalId);
      const token = secrets && (await this.renewOrEnd(secrets, renewalId, rejected));
      if (token !== undefined) return token;
      await delay(LOOK_MS);
      const usable = this.usable(await this.credentials.findSecrets(credentialId), credentialId, rejected);
      if (usable !== undefined) return usable;
    }
    throw new GoogleUnavailable();
  }

  /** Undefined when the account was connected anew meanwhile: what this renewal found out counts for nothing. */
  private async renewOrEnd(
    secrets: CredentialSecrets,
    renewalId: string,
    rejected?: string,
  ): Promise<string | undefined> {
    const { id } = secrets;
    try {
      const usable = this.usable(secrets, id, rejected);
      if (usable === undefined) return await this.renew(secrets, renewalId);
      await this.credentials.endRenewal(id, renewalId);
      return usable;
    } catch (error) {
      if (!(error instanceof CredentialNeedsReconsent)) {
        await this.credentials.endRenewal(id, renewalId).catch(() => undefined);
        throw error;
      }
      if (!(await this.credentials.markNeedsReconsent(id, renewalId))) return undefined;
      this.logger.warn({ message: 'google account needs consent again', credential_id: id });
      const change = { tenant_id: secrets.tenantId, credential_id: id, status: 'needs_reconsent' } as const;
      await this.signals.send('credential.changed', change);
      throw error;
    }
  }

  private async renew(secrets: CredentialSecrets, renewalId: string): Promise<string | undefined> {
    const purpose = tokenPurpose(secrets.tenantId, secrets.googleSub);
    if (secrets.refreshToken === null) throw new CredentialNeedsReconsent(secrets.email);
    const tokens = await this.oauth.refreshAccess(
      this.keys.decrypt(secrets.refreshToken, purpose),
      secrets.email,
    );
    const saved = await this.credentials.saveRenewed({
      id: secrets.id,
      renewalId,
      accessToken: this.keys.encrypt(tokens.accessToken, purpose),
      accessExpiresAt: tokens.accessExpiresAt,
      refreshToken: tokens.refreshToken === null ? null : this.keys.encrypt(tokens.refreshToken, purpose),
    });
    return saved ? tokens.accessToken : undefined;
  }

  private usable(secrets: CredentialSecrets | undefined, id: number, rejected?: string): string | undefined {
    if (!secrets) throw new CredentialNotFound(id);
    if (secrets.status === 'revoked') throw new CredentialRevoked();
    if (secrets.status === 'needs_reconsent') throw new CredentialNeedsReconsent(secrets.email);
    const expiresAt = secrets.accessExpiresAt?.getTime() ?? 0;
    if (secrets.accessToken === null || expiresAt - this.clock.now().getTime() < MARGIN_MS) return undefined;
    const token = this.keys.decrypt(secrets.accessToken, tokenPurpose(secrets.tenantId, secrets.googleSub));
    return token === rejected ? undefined : token;
  }
}
