import type { AppConfig } from '@app/config';
import { ReturnToNotAllowed } from '../google.errors';

/**
 * Where a person goes after connecting: a path of this service, or an address of a front end in CORS_ORIGINS.
 * @throws ReturnToNotAllowed for anything else, so the service is no open redirector.
 */
export function allowedReturnTo(returnTo: string | undefined, config: AppConfig): string | null {
  if (returnTo === undefined || returnTo === '') return null;
  const own = new URL(config.google.redirectUri).origin;
  if (!URL.canParse(returnTo, own)) throw new ReturnToNotAllowed();
  const { origin, href, protocol } = new URL(returnTo, own);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  if (!isWeb || (origin !== own && !config.http.corsOrigins.includes(origin))) throw new ReturnToNotAllowed();
  return href;
}
