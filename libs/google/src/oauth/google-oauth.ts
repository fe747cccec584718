import { AppConfig } from '@app/config';
import { Clock, refuseInTransaction } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { CodeChallengeMethod, type Credentials, OAuth2Client } from 'google-auth-library';
import { jwtVerify } from 'jose';
import { errorFromGoogle, readGoogleFailure } from '../google-failure';
import {
  CredentialNeedsReconsent,
  GoogleNotConfigured,
  GoogleUnavailable,
  IdentityNotVerified,
} from '../google.errors';
import { GoogleEndpoints } from '../google-endpoints';
import { GoogleCerts } from './google-certs';

/** Without them Google does not say whose account it is. */
const IDENTITY = ['openid', 'email'];
const TIMEOUT_MS = 10_000;

export interface GoogleTokens {
  accessToken: string;
  accessExpiresAt: Date | null;
  /** Google gives one only when a person agrees. */
  refreshToken: string | null;
  refreshExpiresAt: Date | null;
  /** What was granted, which may be less than what was asked for. */
  scopes: string[];
  idToken: string | null;
}

export interface GoogleIdentity {
  sub: string;
  email: string | null;
  emailVerified: boolean;
  /** Of the Workspace that manages the account; null: a private one. */
  domain: string | null;
  name: string | null;
}

/** All that the configuration names, for as long as it is allowed; or only who the person is, now. */
export type Wanted = { purpose: 'connect' } | { purpose: 'sign-in'; domain: string | null };

interface AuthorizeOptions {
  state: string;
  nonce: string;
  codeChallenge: string;
  loginHint: string | null;
}

/** Google's OAuth2 and OpenID Connect endpoints: code flow with PKCE, refresh, revoke, identity. */
@Injectable()
export class GoogleOAuth {
  private readonly certs: GoogleCerts;

  constructor(
    private readonly config: AppConfig,
    private readonly endpoints: GoogleEndpoints,
    private readonly clock: Clock,
  ) {
    this.certs = new GoogleCerts(endpoints.certs);
  }

  /** @throws GoogleNotConfigured */
  authorizeUrl({ state, nonce, codeChallenge, loginHint }: AuthorizeOptions, wanted: Wanted): string {
    return this.client().generateAuthUrl({
      ...(wanted.purpose === 'connect' ? this.everything() : identityOf(wanted.domain)),
      state,
      nonce,
      code_challenge: codeChallenge,
      code_challenge_method: CodeChallengeMethod.S256,
      ...(loginHint === null ? {} : { login_hint: loginHint }),
    });
  }

  async exchange(code: string, codeVerifier: string): Promise<GoogleTokens> {
    const client = this.client();
    try {
      const { tokens } = await client.getToken({
        code,
        codeVerifier,
        redirect_uri: this.config.google.redirectUri,
      });
      return readTokens(tokens, this.clock.now());
    } catch (error) {
      throw refused(error);
    }
  }

  /**
   * Asks once: who needs the token tries again, and a renewal is held no longer than one question takes.
   * @throws CredentialNeedsReconsent when Google no longer accepts the refresh token.
   */
  async refreshAccess(refreshToken: string, email: string | null): Promise<GoogleTokens> {
    const client = this.client();
    // The library would ask four times, whatever its transporter is told.
    client.transporter.interceptors.request.add({
      resolved: (call) => Promise.resolve(Object.assign(call, { retryConfig: { retry: 0 } })),
    });
    client.setCredentials({ refresh_token: refreshToken });
    try {
      await client.getAccessToken();
      return readTokens(client.credentials, this.clock.now());
    } catch (error) {
      if (failureOf(error).reasons.includes('invalid_grant')) throw new CredentialNeedsReconsent(email);
      throw refused(error);
    }
  }

  /** Ends the permission at Google. A token that Google does not know any more is no error. */
  async revokeGrant(token: string): Promise<void> {
    try {
      await this.client().revokeToken(token);
    } catch (error) {
      if (failureOf(error).status !== 400) throw refused(error);
    }
  }

  /**
   * Who agreed, from the signed id_token.
   * @throws IdentityNotVerified when it is not Google's word for this attempt; GoogleUnavailable when that cannot be told now
   */
  async identify(idToken: string, nonce: string): Promise<GoogleIdentity> {
    const { payload } = await jwtVerify(idToken, this.certs.find, {
      audience: this.config.google.clientId,
      issuer: this.endpoints.issuers,
      clockTolerance: 60,
      currentDate: this.clock.now(),
    }).catch((cause: unknown) => {
      if (cause instanceof GoogleUnavailable) throw cause;
      throw new IdentityNotVerified('an identity that cannot be verified', cause);
    });
    const { sub, email } = payload;
    if (sub === undefined) throw new IdentityNotVerified('no identity');
    if (payload.nonce !== nonce) throw new IdentityNotVerified('the identity of another attempt');
    const text = (value: unknown) => (typeof value === 'string' ? value : null);
    const domain = text(payload.hd)?.toLowerCase() ?? null;
    const emailVerified = payload.email_verified === true;
    return { sub, email: text(email), emailVerified, domain, name: text(payload.name) };
  }

  private everything() {
    const scope = [...new Set([...IDENTITY, ...this.config.google.scopes])];
    return { access_type: 'offline', prompt: 'consent', include_granted_scopes: true, scope };
  }

  private client(): OAuth2Client {
    refuseInTransaction('a call to Google');
    const { clientId, clientSecret, redirectUri } = this.config.google;
    if (clientId === undefined || clientSecret === undefined) throw new GoogleNotConfigured();
    return new OAuth2Client({
      clientId,
      clientSecret,
      redirectUri,
      endpoints: {
        oauth2AuthBaseUrl: this.endpoints.authorize,
        oauth2TokenUrl: this.endpoints.token,
        oauth2RevokeUrl: this.endpoints.revoke,
      },
      transporterOptions: { timeout: TIMEOUT_MS },
    });
  }
}

function identityOf(domain: string | null) {
  const scope = [...IDENTITY, 'profile'];
  const only = domain === null ? {} : { hd: domain };
  return { access_type: 'online', prompt: 'select_account', scope, ...only };
}

/** Google says how long they last; the library has made a time of this host's clock of it. */
function readTokens(tokens: Credentials & { refresh_token_expires_in?: number }, now: Date): GoogleTokens {
  const refreshSeconds = tokens.refresh_token_expires_in;
  const later = (ms: number) => new Date(now.getTime() + ms);
  return {
    accessToken: tokens.access_token ?? '',
    accessExpiresAt: tokens.expiry_date ? later(tokens.expiry_date - Date.now()) : null,
    refreshToken: tokens.refresh_token ?? null,
    refreshExpiresAt: refreshSeconds === undefined ? null : later(refreshSeconds * 1000),
    scopes: (tokens.scope ?? '').split(' ').filter((scope) => scope !== ''),
    idToken: tokens.id_token ?? null,
  };
}

interface HttpError {
  response?: { status?: number; data?: unknown };
}

function failureOf(error: unknown) {
  const { response } = error as HttpError;
  return readGoogleFailure(response?.status, response?.data);
}

function refused(error: unknown) {
  return errorFromGoogle(failureOf(error), error);
}
