import { API_PREFIX } from '../bare-paths';

/** By which count an address is held, before it is known who calls. */
export type AddressCount = 'sign-in' | 'anonymous' | 'pages' | 'none';

/** What watches over the service must always get an answer. */
const WATCHED = ['health', 'livez', 'readyz', 'metrics'];
/** Where secrets can be tried. */
const SIGN_IN = [
  'auth/login',
  'auth/token',
  'auth/register',
  'auth/setup',
  'auth/refresh',
  'security/token',
  'security/refresh',
  'users',
];
/** Where somebody sets out to sign in, by following a link. */
const SIGN_IN_LINK = 'auth/google/sign-in';
/** Served beside the routes that the guard watches. */
const UNGUARDED = 'openapi.json';
const FILES = /\/(?:file|thumbnail|subtitles\/:lang)$/;

interface AskedRoute {
  method: string;
  /** Its pattern; undefined: there is none. */
  route: string | undefined;
  /** A token or a session, right or wrong. */
  carriesCredential: boolean;
}

/** A caller with a credential is counted as that caller once it is known to be right. */
export function addressCountOf({ method, route, carriesCredential }: AskedRoute): AddressCount {
  if (method === 'OPTIONS') return 'none';
  if (route === undefined) return 'anonymous';
  const path = route.startsWith(`${API_PREFIX}/`) ? route.slice(API_PREFIX.length + 1) : undefined;
  if (path !== undefined && WATCHED.includes(path)) return 'none';
  if (path !== undefined && method !== 'GET' && SIGN_IN.includes(path)) return 'sign-in';
  if (path === SIGN_IN_LINK) return 'sign-in';
  if (path === undefined && !route.startsWith('/queues')) return 'pages';
  return carriesCredential && path !== UNGUARDED ? 'none' : 'anonymous';
}

/** Players and galleries ask for files far more often than people ask for anything. */
export function isFileRoute(route: string | undefined): boolean {
  return route !== undefined && FILES.test(route);
}
