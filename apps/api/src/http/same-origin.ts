import { AppConfig } from '@app/config';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CrossSiteRefused } from './request.errors';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Keeps other sites from using a person's cookies. A browser tells where a request comes from, and no page can make it
 * lie: by Sec-Fetch-Site, or in older ones by Origin. Where both are missing, a header of our own must be there, which
 * another site's form cannot send.
 */
@Injectable()
export class SameOrigin {
  constructor(private readonly config: AppConfig) {}

  /** For what a cookie proves. Reading changes nothing. @throws CrossSiteRefused */
  demand(request: FastifyRequest): void {
    if (SAFE_METHODS.has(request.method)) return;
    const judged = this.judge(request);
    const isScript = (request.headers['x-requested-with'] ?? '') !== '';
    if (judged === 'other' || (judged === 'silent' && !isScript)) throw new CrossSiteRefused();
  }

  /** For what sets a cookie: programs that are no browser say nothing, and may. @throws CrossSiteRefused */
  refuseOthers(request: FastifyRequest): void {
    if (this.judge(request) === 'other') throw new CrossSiteRefused();
  }

  private judge({ headers }: FastifyRequest): 'ours' | 'other' | 'silent' {
    const { origin } = headers;
    if (typeof origin === 'string' && this.config.http.corsOrigins.includes(origin)) return 'ours';
    const site = headers['sec-fetch-site'];
    if (site !== undefined) return site === 'same-origin' ? 'ours' : 'other';
    if (origin === undefined) return 'silent';
    return URL.canParse(origin) && new URL(origin).host === headers.host ? 'ours' : 'other';
  }
}
