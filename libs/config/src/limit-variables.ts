import { routeLimits } from './route-limits';
import { positive } from './validators';

/** How much one may ask for. A part of `VARIABLES`. */
export const LIMIT_VARIABLES = {
  MAX_CONNECTIONS: positive({
    default: 10_000,
    desc: 'connections an api keeps open at once; more are closed at once',
  }),
  RATE_LIMIT_PER_MINUTE: positive({
    default: 60,
    desc: 'requests a minute from one address without a caller, and sign-ins apart from them',
  }),
  USER_RATE_LIMIT_PER_MINUTE: positive({ default: 600, desc: 'requests a minute of one user' }),
  RATE_LIMITS: routeLimits({
    default: [],
    desc: 'comma-separated limits of routes, such as POST /downloads=30: requests a minute of one caller, or of one address where nobody has to sign in, beside the limits above',
  }),
  BLOCK_AFTER_REFUSALS: positive({
    default: 200,
    desc: 'an address that is refused more often than this within ten minutes is blocked',
  }),
  BLOCK_MINUTES: positive({ default: 15, desc: 'for how long' }),
  LIVE_CONNECTIONS: positive({ default: 5_000, desc: 'open WebSockets and event streams of an api' }),
  LIVE_CONNECTIONS_PER_CALLER: positive({ default: 100, desc: 'of them, those of one user or API key' }),
  LIVE_CONNECTIONS_PER_ADDRESS: positive({ default: 1_000, desc: 'of them, those from one address' }),
} as const;
