import { createHash } from 'node:crypto';
import { AppConfig } from '@app/config';
import { Clock } from '@app/kernel';
import { Signals } from '@app/queue';
import { hashSecret, KeyRing, newSecret } from '@app/security';
import { Injectable, Logger } from '@nestjs/common';
import {
  ConnectDeclined,
  ConnectLinkNotUsable,
  ConnectStateNotUsable,
  GoogleNotConfigured,
} from '../google.errors';
import type { ConnectRequestEntity } from '../persistence/connect-request.entity';
import { ConnectRequestsRepository } from '../persistence/connect-requests.repository';
import { CredentialsRepository } from '../persistence/credentials.repository';
import { GoogleOAuth, type GoogleTokens } from './google-oauth';
import { allowedReturnTo } from './return-to';
import { tokenPurpose } from './token-purpose';

const LINK_LIFE_MS = 10 * 60_000;

export interface StartConnect {
  tenantId: string;
  /** Whose the account will be; null: the tenant's own. */
  ownerUserId: string | null;
  loginHint?: string;
  returnTo?: string;
}

export interface Callback {
  state?: string;
  code?: string;
  error?: string;
  /** From the cookie that opening the link has set. */
  nonce?: string;
}

/**
 * Connects a Google account in three steps: a one-time link for a browser, Google's consent, the callback. The
 * callback counts only in the browser that opened the link, so nobody can slip in another's account.
 */
export interface ConnectedAccount {
  credentialId: number;
  tenantId: string;
  /** Null: the tenant's own. */
  ownerUserId: string | null;
  returnTo: string | null;
}

@Injectable()
export class ConnectAccount {
  private readonly logger = new Logger(ConnectAccount.name);

  constructor(
    private readonly config: AppConfig,
    private readonly requests: ConnectRequestsRepository,
    private readonly credentials: CredentialsRepository,
    private readonly oauth: GoogleOAuth,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly signals: Signals,
  ) {}

  /** @throws GoogleNotConfigured, ReturnToNotAllowed */
  async start(request: StartConnect): Promise<{ url: string; expiresAt: Date }> {
    if (this.config.google.clientId === undefined) throw new GoogleNotConfigured();
    const { redirectUri } = this.config.google;
    const link = newSecret();
    const expiresAt = new Date(this.clock.now().getTime() + LINK_LIFE_MS);
    await this.requests.add({
      tenantId: request.tenantId,
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
    const state = newSecret();
    const nonce = newSecret();
    const codeVerifier = newSecret();
    const opened = await this.requests.open({
      linkHash: hashSecret(link),
      stateHash: hashSecret(state),
      nonceHash: hashSecret(nonce),
      codeVerifier: this.keys.seal(codeVerifier, `pkce:${hashSecret(state)}`),
    });
    if (!opened) throw new ConnectLinkNotUsable();
    const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
    const googleUrl = this.oauth.authorizeUrl({
      state,
      nonce: hashSecret(nonce),
      codeChallenge,
      loginHint: opened.loginHint,
    });
    return { googleUrl, nonce };
  }

  /** @throws ConnectStateNotUsable, ConnectDeclined, or what Google answers. */
  async finish({ state, code, error, nonce }: Callback): Promise<ConnectedAccount> {
    if (!state || !nonce) throw new ConnectStateNotUsable();
    const stateHash = hashSecret(state);
    const request = await this.requests.use(stateHash, hashSecret(nonce));
    if (!request) throw new ConnectStateNotUsable();
    if (error !== undefined) throw new ConnectDeclined(error);
    if (!code) throw new ConnectStateNotUsable();
    const verifier = this.keys.open(request.codeVerifier ?? '', `pkce:${stateHash}`);
    const tokens = await this.oauth.exchange(code, verifier);
    if (tokens.idToken === null) throw new ConnectDeclined('no identity');
    const identity = await this.oauth.identify(tokens.idToken, hashSecret(nonce));
    const credentialId = await this.save(request, identity, tokens);
    this.logger.log({
      message: 'google account connected',
      credential_id: credentialId,
      tenant_id: request.tenantId,
    });
    const { tenantId, ownerUserId, returnTo } = request;
    const change = { tenant_id: tenantId, credential_id: credentialId, status: 'active' } as const;
    await this.signals.send('credential.changed', change);
    return { credentialId, tenantId, ownerUserId, returnTo };
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
