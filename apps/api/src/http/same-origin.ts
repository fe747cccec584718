import { AppConfig } from '@app/config';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CrossSiteRefused } from './request.errors';
import { SessionCookies } from './session-cookie';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Keeps other sites from using a person's cookies. A browser tells where a request comes from, and no page can make it
 * lie: by Sec-Fetch-Site, or in older ones by Origin. Where both are missing, a header of our own must be there, which
 * another site's form cannot send.
 */
@Injectable()
export class SameOrigin {
  constructor(
    private readonly config: AppConfig,
    private readonly cookies: SessionCookies,
  ) {}

  /** For what a cookie proves. Reading changes nothing. @throws CrossSiteRefused */
  demand(request: FastifyRequest): void {
    if (SAFE_METHODS.has(request.method)) return;
    const origin = this.originOf(request);
    const isScript = (request.headers['x-requested-with'] ?? '') !== '';
    if (origin === 'other' || (origin === 'silent' && !isScript)) throw new CrossSiteRefused();
  }

  /** Where a browser lets every page read the answer: WebSockets. Silence is not enough. @throws CrossSiteRefused */
  demandOurs(request: FastifyRequest): void {
    if (this.originOf(request) !== 'ours') throw new CrossSiteRefused();
  }

  /** For what sets a cookie: programs that are no browser say nothing, and may. @throws CrossSiteRefused */
  refuseOthers(request: FastifyRequest): void {
    if (this.originOf(request) === 'other') throw new CrossSiteRefused();
  }

  /**
   * Images, frames, forms and requests that another site's page makes a browser send. They carry no session, because our
   * cookies are SameSite=Lax, and no Authorization, which no page can send without CORS. Going to a page of ours by a
   * link is meant to be possible. @throws CrossSiteRefused
   */
  refuseForeignPages(request: FastifyRequest): void {
    const { headers, method } = request;
    if (headers['sec-fetch-site'] !== 'cross-site' || method === 'OPTIONS') return;
    if (headers.authorization !== undefined || this.cookies.session(request) !== undefined) return;
    const isLink =
      SAFE_METHODS.has(method) &&
      headers['sec-fetch-mode'] === 'navigate' &&
      headers['sec-fetch-dest'] === 'document';
    if (!isLink && this.originOf(request) === 'other') throw new CrossSiteRefused();
  }

  /** Where the service is reached by https, a page that came by http may be anybody's who is on the way. */
  private isOurs(origin: string, host: string | undefined): boolean {
    if (!URL.canParse(origin)) return false;
    const { host: originHost, protocol } = new URL(origin);
    return originHost === host && (protocol === 'https:' || !this.config.security.secureCookies);
  }

  private originOf({ headers }: FastifyRequest): 'ours' | 'other' | 'silent' {
    const { origin } = headers;
    if (typeof origin === 'string' && this.config.http.corsOrigins.includes(origin)) return 'ours';
    const site = headers['sec-fetch-site'];
    if (site !== undefined) return site === 'same-origin' ? 'ours' : 'other';
    if (origin === undefined) return 'silent';
    return this.isOurs(origin, headers.host) ? 'ours' : 'other';
  }
}
