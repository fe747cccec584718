import { AppConfig } from '@app/config';
import { type AppError, Clock } from '@app/kernel';
import { Signals } from '@app/queue';
import { hashSecret, KeyRing, newSecret } from '@app/security';
import { Injectable, Logger } from '@nestjs/common';
import {
  ConnectLinkNotUsable,
  ConnectStateNotUsable,
  GoogleMissingScope,
  GoogleNotConfigured,
} from '../google.errors';
import { missingFeatures } from '../features';
import type { ConnectRequestEntity } from '../persistence/connect-request.entity';
import { ConnectRequestsRepository } from '../persistence/connect-requests.repository';
import { CredentialsRepository } from '../persistence/credentials.repository';
import { type Callback, Consent, CONSENT_LIFE_MS } from './consent';
import type { GoogleTokens } from './google-oauth';
import { allowedReturnTo } from './return-to';
import { tokenPurpose } from './token-purpose';

export interface StartConnect {
  tenantId: string;
  /** Whose the account will be; null: the tenant's own. */
  ownerUserId: string | null;
  loginHint?: string;
  returnTo?: string;
}

/** An account that was connected just now. */
export interface ConnectedAccount {
  credentialId: number;
  tenantId: string;
  /** Null: the tenant's own. */
  ownerUserId: string | null;
  returnTo: string | null;
  /** What the person did not allow, in words; everything else works. */
  problem: AppError | null;
}

/**
 * Connects a Google account in three steps: a one-time link for a browser, Google's consent, the callback. The
 * callback counts only in the browser that opened the link, so nobody can slip in another's account.
 */
@Injectable()
export class ConnectAccount {
  private readonly logger = new Logger(ConnectAccount.name);

  constructor(
    private readonly config: AppConfig,
    private readonly requests: ConnectRequestsRepository,
    private readonly credentials: CredentialsRepository,
    private readonly consent: Consent,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly signals: Signals,
  ) {}

  /** @throws GoogleNotConfigured, ReturnToNotAllowed */
  async start(request: StartConnect): Promise<{ url: string; expiresAt: Date }> {
    if (this.config.google.clientId === undefined) throw new GoogleNotConfigured();
    const { redirectUri } = this.config.google;
    const link = newSecret();
    const expiresAt = new Date(this.clock.now().getTime() + CONSENT_LIFE_MS);
    await this.requests.add({
      tenantId: request.tenantId,
      purpose: 'connect',
      ownerUserId: request.ownerUserId,
      linkHash: hashSecret(link),
      loginHint: request.loginHint ?? null,
      returnTo: allowedReturnTo(request.returnTo, this.config),
      expiresAt,
    });
    return { url: `${redirectUri.replace(/\/auth\/callback$/, '')}/auth/connect/${link}`, expiresAt };
  }

  /** @throws ConnectLinkNotUsable when it was opened before or is too old. */
  async open(link: string): Promise<{ googleUrl: string; nonce: string }> {
    const opened = await this.consent.open(link, { purpose: 'connect' });
    if (!opened) throw new ConnectLinkNotUsable();
    return opened;
  }

  /** @throws ConnectStateNotUsable, ConnectDeclined, or what Google answers. */
  async finish(callback: Callback): Promise<ConnectedAccount> {
    const given = await this.consent.take(callback, 'connect');
    if (!given) throw new ConnectStateNotUsable();
    const { request, identity, tokens } = given;
    const credentialId = await this.save(request, identity, tokens);
    this.logger.log({
      message: 'google account connected',
      credential_id: credentialId,
      tenant_id: request.tenantId,
    });
    const { tenantId, ownerUserId, returnTo } = request;
    const change = { tenant_id: tenantId, credential_id: credentialId, status: 'active' } as const;
    await this.signals.send('credential.changed', change);
    const missing = missingFeatures(tokens.scopes);
    const problem = missing.length > 0 ? new GoogleMissingScope({ missing }) : null;
    return { credentialId, tenantId, ownerUserId, returnTo, problem };
  }

  private save(
    { tenantId, ownerUserId }: ConnectRequestEntity,
    { sub, email }: { sub: string; email: string | null },
    tokens: GoogleTokens,
  ): Promise<number> {
    const seal = (token: string) => this.keys.seal(token, tokenPurpose(tenantId, sub));
    return this.credentials.saveConnected({
      tenantId,
      ownerUserId,
      googleSub: sub,
      email,
      scopes: tokens.scopes,
      accessToken: seal(tokens.accessToken),
      accessExpiresAt: tokens.accessExpiresAt,
      refreshToken: tokens.refreshToken === null ? null : seal(tokens.refreshToken),
      refreshExpiresAt: tokens.refreshExpiresAt,
    });
  }
}
