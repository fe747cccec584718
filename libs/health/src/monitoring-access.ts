import { AppConfig } from '@app/config';
import { sameSecret } from '@app/security';
import { Injectable } from '@nestjs/common';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

export interface MonitoringRequest {
  headers: Record<string, string | string[] | undefined>;
  /** Of the connection, not what a header says. */
  remoteAddress: string | undefined;
}

/** The door of /metrics, and of what /health tells beside its status, on the port of the api and of a worker. */
@Injectable()
export class MonitoringAccess {
  constructor(private readonly config: AppConfig) {}

  /** METRICS_TOKEN; where none is set, a scraper on this machine that no proxy stands before. */
  isAllowed(request: MonitoringRequest): boolean {
    const { metricsToken } = this.config.http;
    const { authorization } = request.headers;
    if (metricsToken === undefined) return authorization === undefined && isLocal(request);
    const bearer = /^Bearer +(\S+)$/i.exec(typeof authorization === 'string' ? authorization : '')?.[1];
    return bearer !== undefined && sameSecret(bearer, metricsToken);
  }
}

function isLocal({ headers, remoteAddress }: MonitoringRequest): boolean {
  const isDirect = headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
  return isDirect && LOOPBACK.test(remoteAddress ?? '');
}
