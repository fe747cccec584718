import { AppConfig } from '@app/config';
import { Clock } from '@app/kernel';
import { hashSecret, newSecret } from '@app/security';
import { Injectable } from '@nestjs/common';
import { ConnectLinkNotUsable, GoogleNotConfigured } from '../google.errors';
import { ConnectRequestsRepository } from '../persistence/connect-requests.repository';
import { type Callback, Consent, CONSENT_LIFE_MS } from './consent';
import type { GoogleIdentity } from './google-oauth';
import { allowedReturnTo } from './return-to';

export interface StartIdentifying {
  tenantId: string;
  /** The Workspace domain whose accounts Google offers; null: any. */
  domain: string | null;
  returnTo?: string;
}

/** Somebody whom Google has identified just now. */
export interface IdentifiedPerson {
  tenantId: string;
  returnTo: string | null;
  identity: GoogleIdentity;
}

/** Asks Google who a person is, and for nothing else: no token is kept. */
@Injectable()
export class IdentifyPerson {
  readonly isPossible: boolean;

  constructor(
    private readonly config: AppConfig,
    private readonly requests: ConnectRequestsRepository,
    private readonly consent: Consent,
    private readonly clock: Clock,
  ) {
    this.isPossible = config.google.clientId !== undefined;
  }

  /** @throws GoogleNotConfigured, ReturnToNotAllowed */
  async startIdentification({
    tenantId,
    domain,
    returnTo,
  }: StartIdentifying): Promise<{ googleUrl: string; nonce: string }> {
    if (!this.isPossible) throw new GoogleNotConfigured();
    const link = newSecret();
    await this.requests.createRequest({
      tenantId,
      purpose: 'sign-in',
      ownerUserId: null,
      linkHash: hashSecret(link),
      loginHint: null,
      returnTo: allowedReturnTo(returnTo, this.config),
      expiresAt: new Date(this.clock.now().getTime() + CONSENT_LIFE_MS),
    });
    const opened = await this.consent.openConsent(link, { purpose: 'sign-in', domain });
    if (!opened) throw new ConnectLinkNotUsable();
    return opened;
  }

  /** Undefined when this browser did not ask for it. @throws ConnectDeclined, or what Google answers. */
  async finishIdentification(callback: Callback): Promise<IdentifiedPerson | undefined> {
    const request = await this.consent.takeConsent(callback, 'sign-in');
    if (!request) return undefined;
    const { identity } = await this.consent.result(callback, request);
    return { tenantId: request.tenantId, returnTo: request.returnTo, identity };
  }
}
