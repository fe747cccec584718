/** Where the API lives. */
export const API_PREFIX = '/api/v1';

/** First parts of the paths that also answer without the prefix, as the gateway's older clients call them. */
const BARE = [
  'api-keys',
  'auth',
  'credentials',
  'courses',
  'downloads',
  'batch-downloads',
  'health',
  'livez',
  'maintenance',
  'quota',
  'readyz',
  'security',
  'metrics',
  'notices',
  'tenant',
  'tenants',
  'texts',
  'users',
  'ws',
  'openapi.json',
];

const PATTERN = new RegExp(`^/(?:${BARE.map((part) => part.replace('.', '\\.')).join('|')})(?=[/?]|$)`);

/** The address under which a request is handled: bare paths are the same routes, not second ones. */
export function canonicalUrl(url: string): string {
  return PATTERN.test(url) ? API_PREFIX + url : url;
}
