import { SecurityEvents } from '@app/audit';
import { AppConfig } from '@app/config';
import { AppError, Clock } from '@app/kernel';
import { Signals } from '@app/queue';
import { hashSecret, KeyRing, newSecret } from '@app/security';
import { Injectable, Logger } from '@nestjs/common';
import {
  ConnectLinkNotUsable,
  ConnectStateNotUsable,
  CredentialOwned,
  GoogleMissingScope,
  GoogleNotConfigured,
} from '../google.errors';
import { type Feature, missingFeatures, wantedFeatures } from '../features';
import type { ConnectRequestEntity } from '../persistence/connect-request.entity';
import { ConnectRequestsRepository } from '../persistence/connect-requests.repository';
import { CredentialsRepository } from '../persistence/credentials.repository';
import { type Callback, Consent, CONSENT_LIFE_MS } from './consent';
import type { GoogleTokens } from './google-oauth';
import { allowedReturnTo } from './return-to';
import { tokenPurpose } from './token-purpose';

export interface NewConnectLink {
  tenantId: string;
  /** Whose the account will be; null: the tenant's own. */
  ownerUserId: string | null;
  /** Who asks, and by what name people know them. */
  madeBy: string;
  madeByName: string;
  loginHint?: string;
  returnTo?: string;
}

/** A link that can still be opened. */
export interface ConnectLink {
  tenantId: string;
  /** Who gets access; null: who looks after the tenant. */
  ownerUserId: string | null;
  madeBy: string | null;
  madeByName: string | null;
  returnTo: string | null;
  /** Somebody has gone on to Google with it: only its owner may begin again. */
  isOpened: boolean;
  /** What is asked for. */
  features: readonly Feature[];
}

/** How an attempt to connect an account ended. */
export interface ConnectOutcome {
  /** The account that was connected, or the one that somebody else has connected. */
  credentialId: number | null;
  tenantId: string | null;
  /** Null: the tenant's own. */
  ownerUserId: string | null;
  madeBy: string | null;
  returnTo: string | null;
  /** Of the account that was connected, where Google tells it. */
  email: string | null;
  /** What the person did not allow; everything else works. */
  missing: readonly Feature[];
  /** The same as an error, for programs. */
  problem: AppError | null;
  /** Why nothing was connected. */
  error: AppError | null;
}

/** Of a request that we know. */
type RequestOutcome = ConnectOutcome & { tenantId: string };

const NOTHING_CONNECTED = { email: null, missing: [], problem: null };

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
    private readonly events: SecurityEvents,
  ) {}

  /** @throws GoogleNotConfigured, ReturnToNotAllowed */
  async createLink(request: NewConnectLink): Promise<{ url: string; expiresAt: Date }> {
    if (this.config.google.clientId === undefined) throw new GoogleNotConfigured();
    const { redirectUri } = this.config.google;
    const link = newSecret();
    const expiresAt = new Date(this.clock.now().getTime() + CONSENT_LIFE_MS);
    await this.requests.createRequest({
      tenantId: request.tenantId,
      purpose: 'connect',
      ownerUserId: request.ownerUserId,
      madeBy: request.madeBy,
      madeByName: request.madeByName,
      linkHash: hashSecret(link),
      loginHint: request.loginHint ?? null,
      returnTo: allowedReturnTo(request.returnTo, this.config),
      expiresAt,
    });
    return { url: `${redirectUri.replace(/\/auth\/callback$/, '')}/auth/connect/${link}`, expiresAt };
  }

  /** What a link is for; looking uses nothing up. @throws ConnectLinkNotUsable when it is used up or too old. */
  async findLink(link: string): Promise<ConnectLink> {
    const found = await this.requests.findUsableRequest(hashSecret(link));
    if (!found) throw await this.notUsable(link);
    const { tenantId, ownerUserId, madeBy, madeByName, returnTo } = found;
    const features = wantedFeatures(this.config.google.scopes);
    return {
      tenantId,
      ownerUserId,
      madeBy,
      madeByName,
      returnTo,
      isOpened: found.openedAt !== null,
      features,
    };
  }

  /** @param again also when it was opened before: by its owner @throws ConnectLinkNotUsable */
  async openLink(link: string, again: boolean): Promise<{ googleUrl: string; nonce: string }> {
    const opened = await this.consent.openConsent(link, { purpose: 'connect' }, again);
    if (!opened) throw await this.notUsable(link);
    return opened;
  }

  private async notUsable(link: string): Promise<ConnectLinkNotUsable> {
    return new ConnectLinkNotUsable(await this.requests.findReturnTo({ linkHash: hashSecret(link) }));
  }

  /** What went wrong is part of the outcome, so that whoever asked learns of it. @throws what nobody foresaw */
  async finishConnect(callback: Callback): Promise<ConnectOutcome> {
    const request = await this.consent.takeConsent(callback, 'connect');
    if (!request) return this.lost(callback);
    const outcome = await this.outcomeOf(request, callback);
    await this.record(outcome);
    return outcome;
  }

  private async outcomeOf(request: ConnectRequestEntity, callback: Callback): Promise<RequestOutcome> {
    const { tenantId, ownerUserId, madeBy, returnTo } = request;
    const asked = { tenantId, ownerUserId, madeBy, returnTo };
    try {
      return { ...asked, ...(await this.connect(request, callback)), error: null };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const credentialId = error instanceof CredentialOwned ? error.credentialId : null;
      return { ...asked, ...NOTHING_CONNECTED, credentialId, error };
    }
  }

  private async record(outcome: RequestOutcome): Promise<void> {
    const { credentialId, tenantId, ownerUserId, madeBy, error } = outcome;
    await this.events.recordEvent({
      action: 'credential.connected',
      outcome: error ? 'refused' : 'ok',
      tenantId,
      actorId: ownerUserId === null ? null : `user:${ownerUserId}`,
      actorName: ownerUserId === null ? 'one-time link' : null,
      subject: credentialId === null ? null : `credential:${String(credentialId)}`,
      detail: { link_made_by: madeBy, ...(error ? { code: error.code } : {}) },
    });
  }

  private async connect(
    request: ConnectRequestEntity,
    callback: Callback,
  ): Promise<Pick<ConnectOutcome, 'credentialId' | 'email' | 'missing' | 'problem'>> {
    const { identity, tokens } = await this.consent.result(callback, request);
    const credentialId = await this.save(request, identity, tokens);
    const { tenantId } = request;
    this.logger.log({
      message: 'google account connected',
      credential_id: credentialId,
      tenant_id: tenantId,
    });
    const change = { tenant_id: tenantId, credential_id: credentialId, status: 'active' } as const;
    await this.signals.send('credential.changed', change);
    const missing = missingFeatures(tokens.scopes);
    const problem = missing.length > 0 ? new GoogleMissingScope({ missing }) : null;
    return { credentialId, email: identity.email, missing, problem };
  }

  /** An answer that came twice, too late or in another browser. Of this browser we may still know where to go on. */
  private async lost({ state = '', nonce = '' }: Callback): Promise<ConnectOutcome> {
    const returnTo = await this.requests.findReturnTo({
      stateHash: hashSecret(state),
      nonceHash: hashSecret(nonce),
    });
    const nobody = { tenantId: null, ownerUserId: null, madeBy: null, credentialId: null };
    return { ...nobody, ...NOTHING_CONNECTED, returnTo, error: new ConnectStateNotUsable() };
  }

  /** @throws CredentialOwned */
  private async save(
    { tenantId, ownerUserId }: ConnectRequestEntity,
    { sub, email }: { sub: string; email: string | null },
    tokens: GoogleTokens,
  ): Promise<number> {
    const encrypt = (token: string) => this.keys.encrypt(token, tokenPurpose(tenantId, sub));
    const saved = await this.credentials.saveConnected({
      tenantId,
      ownerUserId,
      googleSub: sub,
      email,
      scopes: tokens.scopes,
      accessToken: encrypt(tokens.accessToken),
      accessExpiresAt: tokens.accessExpiresAt,
      refreshToken: tokens.refreshToken === null ? null : encrypt(tokens.refreshToken),
      refreshExpiresAt: tokens.refreshExpiresAt,
    });
    if (saved !== undefined) return saved;
    const owned = await this.credentials.findByAccount(tenantId, sub);
    throw new CredentialOwned(owned?.id ?? null);
  }
}
