import { GoogleSignIn, GoogleSignInDeclined, GoogleSignInRefused, SecondFactorRequired } from '@app/auth';
import { AppConfig } from '@app/config';
import { type Callback, ConnectDeclined, IdentifyPerson, IdentityNotVerified } from '@app/google';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { signedInDto } from '../auth/auth.dto';
import { deviceOf } from '../auth/device';
import { wantsPage } from '../http/problem-page';
import { publicAddress } from '../http/public-address';
import { SessionCookies } from '../http/session-cookie';
import { signInAddress } from '../http/sign-in-address';

/** The way of a browser that signs in with Google: there, and back to `/auth/callback`. */
@Injectable()
export class SignInWithGoogle {
  constructor(
    private readonly config: AppConfig,
    private readonly people: GoogleSignIn,
    private readonly google: IdentifyPerson,
    private readonly cookies: SessionCookies,
  ) {}

  /** @throws GoogleSignInOff, ReturnToNotAllowed, GoogleNotConfigured */
  async startSignIn(
    tenantId: string = this.config.bootstrap.defaultTenant,
    returnTo?: string,
  ): Promise<{ googleUrl: string; nonce: string }> {
    const domain = await this.people.domainOf(tenantId);
    return this.google.startIdentification({ tenantId, domain, returnTo });
  }

  /** Whether people of that tenant may. */
  async isAllowed(tenantId: string = this.config.bootstrap.defaultTenant): Promise<boolean> {
    return this.google.isPossible && (await this.people.tenantThatAllows(tenantId)) !== undefined;
  }

  /** Answers who has come back from Google to sign in. False: this browser did not ask for that. */
  async finishSignIn(answer: Callback, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const person = await this.google.finishIdentification(answer).catch((error: unknown) => {
      throw error instanceof ConnectDeclined ? refusalOf(error) : error;
    });
    if (!person) return false;
    this.cookies.clearConnectNonce(reply);
    const isBrowser = person.returnTo !== null || wantsPage(request);
    const entered = await this.people
      .signInWithGoogle(person.tenantId, person.identity, deviceOf(request))
      .catch((error: unknown) => {
        if (isBrowser && error instanceof SecondFactorRequired) return error;
        throw error;
      });
    if (entered instanceof SecondFactorRequired) {
      const { token: challenge } = entered.challenge;
      await reply.redirect(signInAddress(this.ownPathOf(person.returnTo), { challenge }), 302);
      return true;
    }
    this.cookies.setSession(reply, entered);
    this.cookies.setDevice(reply, entered);
    if (isBrowser) await reply.redirect(person.returnTo ?? '/', 302);
    else await reply.send(signedInDto(entered));
    return true;
  }

  /** The sign-in page goes on to paths alone; a front end elsewhere begins anew. */
  private ownPathOf(returnTo: string | null): string | undefined {
    const address = publicAddress(this.config);
    return returnTo?.startsWith(`${address}/`) ? returnTo.slice(address.length) : undefined;
  }
}

/** Only what Google said is told: who shows a forged identity learns nothing. */
function refusalOf(error: ConnectDeclined): GoogleSignInDeclined | GoogleSignInRefused {
  if (error instanceof IdentityNotVerified) return new GoogleSignInRefused(error);
  return new GoogleSignInDeclined(error.reason, error);
}
