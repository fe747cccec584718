import { createHash } from 'node:crypto';
import { hashSecret, KeyRing, newSecret } from '@app/security';
import { Injectable } from '@nestjs/common';
import { ConnectDeclined, ConnectStateNotUsable, IdentityNotVerified } from '../google.errors';
import type { ConnectPurpose, ConnectRequestEntity } from '../persistence/connect-request.entity';
import { ConnectRequestsRepository } from '../persistence/connect-requests.repository';
import { type GoogleIdentity, GoogleOAuth, type GoogleTokens, type Wanted } from './google-oauth';

/** A link, and what is asked for at its end, counts so long. */
export const CONSENT_LIFE_MS = 10 * 60_000;

/** What Google sends back. */
export interface Callback {
  state?: string;
  code?: string;
  error?: string;
  /** From the cookie that opening the link has set. */
  nonce?: string;
}

interface ConsentResult {
  tokens: GoogleTokens;
  identity: GoogleIdentity;
}

/** The way to Google's consent page and back, in one browser: state, nonce and PKCE. */
@Injectable()
export class Consent {
  constructor(
    private readonly requests: ConnectRequestsRepository,
    private readonly oauth: GoogleOAuth,
    private readonly keys: KeyRing,
  ) {}

  /** Undefined when the link is used up or too old. @param again also when it was opened before @returns where to go, and the nonce of this browser */
  async openConsent(
    link: string,
    wanted: Wanted,
    again = false,
  ): Promise<{ googleUrl: string; nonce: string } | undefined> {
    const state = newSecret();
    const nonce = newSecret();
    const codeVerifier = newSecret();
    const attempt = {
      linkHash: hashSecret(link),
      stateHash: hashSecret(state),
      nonceHash: hashSecret(nonce),
      codeVerifier: this.keys.encrypt(codeVerifier, `pkce:${hashSecret(state)}`),
    };
    const opened = await this.requests.openRequest(attempt, again);
    if (!opened) return undefined;
    const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
    const asked = { state, nonce: hashSecret(nonce), codeChallenge, loginHint: opened.loginHint };
    return { googleUrl: this.oauth.authorizeUrl(asked, wanted), nonce };
  }

  /** What an answer of Google was asked for, once. Undefined when nothing was, for this purpose in this browser. */
  async takeConsent(
    { state, nonce }: Callback,
    purpose: ConnectPurpose,
  ): Promise<ConnectRequestEntity | undefined> {
    if (!state || !nonce) return undefined;
    return this.requests.consumeRequest(hashSecret(state), hashSecret(nonce), purpose);
  }

  /** @throws ConnectStateNotUsable, ConnectDeclined, IdentityNotVerified, or what Google answers. */
  async result(
    { state = '', code, error, nonce = '' }: Callback,
    { codeVerifier }: ConnectRequestEntity,
  ): Promise<ConsentResult> {
    if (error !== undefined) throw new ConnectDeclined(error);
    if (!code) throw new ConnectStateNotUsable();
    const verifier = this.keys.decrypt(codeVerifier ?? '', `pkce:${hashSecret(state)}`);
    const tokens = await this.oauth.exchange(code, verifier);
    if (tokens.idToken === null) throw new IdentityNotVerified('no identity');
    return { tokens, identity: await this.oauth.identify(tokens.idToken, hashSecret(nonce)) };
  }
}
