import { API_PREFIX } from '../bare-paths';

/** By which count an address is held, before it is known who calls. */
export type AddressCount = 'sign-in' | 'anonymous' | 'pages' | 'health' | 'none';

/** What watches over the service must always get an answer. */
const PROBES = ['livez', 'readyz'];
/** Answers nobody and more to some: the route itself looks at who asks. */
const MONITORING = ['health', 'metrics'];
/** Where passwords and codes can be tried. */
const SIGN_IN = [
  'auth/login',
  'auth/token',
  'auth/second-factor/verify',
  'auth/register',
  'auth/setup',
  'security/token',
  'users',
];
/** Shows a token that nobody guesses, and keeps people signed in: others at their address must not be able to stop it. */
const REFRESH = ['auth/refresh', 'security/refresh'];
/** Where somebody sets out to sign in, by following a link. */
const SIGN_IN_LINK = 'auth/google/sign-in';
/** Served beside the routes that the guard watches. */
const UNGUARDED = 'openapi.json';
/** Few and immutable; a page that lacks one stays blank. */
const STATIC_FILES = '/app/assets/';
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
  if (isAlwaysAnswered(route)) return 'none';
  if (path === 'health') return carriesCredential ? 'none' : 'health';
  if (path !== undefined && method !== 'GET' && SIGN_IN.includes(path)) return 'sign-in';
  if (path === SIGN_IN_LINK) return 'sign-in';
  if (route.startsWith(STATIC_FILES)) return 'none';
  if (path === undefined && !route.startsWith('/queues')) return 'pages';
  return carriesCredential && path !== UNGUARDED ? 'none' : 'anonymous';
}

/** Nobody is held to a number there. */
export function isAlwaysAnswered(route: string): boolean {
  return [...PROBES, ...REFRESH, 'metrics'].some((path) => route === `${API_PREFIX}/${path}`);
}

/** By which count somebody is held who turned out to be no caller. */
export function anonymousCountOf(route: string | undefined): 'anonymous' | 'health' {
  return route === `${API_PREFIX}/health` ? 'health' : 'anonymous';
}

/** Public routes that are not counted as such, because they are always answered or count for themselves. */
export function countsForItself(route: string | undefined): boolean {
  return [...PROBES, ...REFRESH, ...MONITORING].some((path) => route === `${API_PREFIX}/${path}`);
}

/** Players and galleries ask for files far more often than people ask for anything. */
export function isFileRoute(route: string | undefined): boolean {
  return route !== undefined && FILES.test(route);
}
