import { createHash } from 'node:crypto';
import { AccountNames, Authenticate, type Caller } from '@app/auth';
import {
  ConnectAccount,
  type ConnectLink,
  ConnectLinkNotUsable,
  ConnectNotConfirmed,
  ConnectOwnerOnly,
} from '@app/google';
import { AppError } from '@app/kernel';
import { newSecret, sameSecret } from '@app/security';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from '../http/problem-language';
import { SessionCookies } from '../http/session-cookie';
import { consentPage } from './consent-page';

/** Ours says who may read: nothing else runs there, and no other page shows it in a frame. The form leads on to Google. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/** What opening a one-time link does in this browser. Opening alone agrees to nothing and uses nothing up. */
@Injectable()
export class ConnectLinks {
  constructor(
    private readonly connect: ConnectAccount,
    private readonly names: AccountNames,
    private readonly authenticate: Authenticate,
    private readonly cookies: SessionCookies,
  ) {}

  /** True when the person whom the link names has it open: what follows is their own will. @throws ConnectOwnerOnly */
  async isOwners(link: ConnectLink, request: FastifyRequest): Promise<boolean> {
    if (link.ownerUserId === null) return false;
    const opener = await this.openerOf(request);
    if (opener?.userId === link.ownerUserId) return true;
    if (opener !== undefined || (await this.canSignIn(link)))
      throw new ConnectOwnerOnly(opener === undefined);
    return false;
  }

  /** People of a gateway may have no way to sign in here: the page tells whom the gateway has named. */
  private async canSignIn({ tenantId, ownerUserId, madeBy }: ConnectLink): Promise<boolean> {
    if (madeBy?.startsWith('key:') !== true) return true;
    return (await this.names.findNames(tenantId, ownerUserId))?.person?.canSignIn === true;
  }

  /** Says in words who gets access to what, and asks. */
  async askConsent(
    secret: string,
    link: ConnectLink,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const { tenantId, ownerUserId, madeByName: askedBy, features } = link;
    const names = await this.names.findNames(tenantId, ownerUserId);
    if (!names || link.isOpened) throw new ConnectLinkNotUsable(link.returnTo);
    let nonce = this.cookies.connectNonce(request);
    if (nonce === undefined || !/^[\w-]{43}$/.test(nonce)) {
      nonce = newSecret();
      this.cookies.setConnectNonce(reply, nonce);
    }
    const language = languageOf(request) ?? 'en';
    const page = consentPage(language, { ...names, askedBy, features }, proofOf(secret, nonce));
    await reply
      .header('cache-control', 'no-store')
      .header('vary', 'accept-language')
      .header('content-language', language)
      // Without a referrer of our own, browsers say that the form comes from nowhere.
      .header('referrer-policy', 'same-origin')
      .header('content-security-policy', PAGE_POLICY)
      .type('text/html; charset=utf-8')
      .send(page);
  }

  /** Another site can post our form, but has neither our cookie nor what our page says. @throws ConnectNotConfirmed */
  demandProof(secret: string, proof: string, request: FastifyRequest): void {
    const nonce = this.cookies.connectNonce(request);
    if (nonce === undefined || !sameSecret(proof, proofOf(secret, nonce))) throw new ConnectNotConfirmed();
  }

  async goToGoogle(secret: string, reply: FastifyReply, isOwners: boolean): Promise<void> {
    const { googleUrl, nonce } = await this.connect.openLink(secret, isOwners);
    this.cookies.setConnectNonce(reply, nonce);
    await reply
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .redirect(googleUrl, reply.request.method === 'POST' ? 303 : 302);
  }

  private async openerOf(request: FastifyRequest): Promise<Caller | undefined> {
    const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const token = bearer ?? this.cookies.session(request);
    if (token === undefined) return undefined;
    try {
      const caller = await this.authenticate.byToken(token, request.ip);
      return caller.kind === 'user' && caller.restriction === undefined ? caller : undefined;
    } catch (error) {
      if (error instanceof AppError) return undefined;
      throw error;
    }
  }
}

function proofOf(secret: string, nonce: string): string {
  return createHash('sha256').update(`connect-consent:${nonce}:${secret}`).digest('base64url');
}
