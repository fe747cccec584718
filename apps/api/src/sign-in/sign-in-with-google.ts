import { GoogleSignIn, GoogleSignInRefused } from '@app/auth';
import { AppConfig } from '@app/config';
import { type Callback, ConnectDeclined, IdentifyPerson } from '@app/google';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { signedInDto } from '../auth/auth.dto';
import { deviceOf } from '../auth/device';
import { wantsPage } from '../http/problem-page.filter';
import { SessionCookies } from '../http/session-cookie';

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
  async begin(
    tenantId: string = this.config.bootstrap.defaultTenant,
    returnTo?: string,
  ): Promise<{ googleUrl: string; nonce: string }> {
    const domain = await this.people.domainOf(tenantId);
    return this.google.start({ tenantId, domain, returnTo });
  }

  /** The address that begins it, for people of a tenant that allows it. */
  async link(
    tenantId: string = this.config.bootstrap.defaultTenant,
    returnTo: string,
  ): Promise<string | undefined> {
    if (!this.google.isPossible || !(await this.people.tenantThatAllows(tenantId))) return undefined;
    const query = new URLSearchParams({ tenant_id: tenantId, return_to: returnTo });
    return `/auth/google/sign-in?${query.toString()}`;
  }

  /** Answers who has come back from Google to sign in. False: this browser did not ask for that. */
  async finish(answer: Callback, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const person = await this.google.finish(answer).catch((error: unknown) => {
      throw error instanceof ConnectDeclined ? new GoogleSignInRefused(error) : error;
    });
    if (!person) return false;
    const signedIn = await this.people.enter(person.tenantId, person.identity, deviceOf(request));
    this.cookies.clearConnectNonce(reply);
    this.cookies.setSession(reply, signedIn);
    this.cookies.setDevice(reply, signedIn);
    if (person.returnTo !== null || wantsPage(request)) await reply.redirect(person.returnTo ?? '/', 302);
    else await reply.send(signedInDto(signedIn));
    return true;
  }
}
