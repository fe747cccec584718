import type { Environment } from './read-environment';
import type { RouteLimit } from './route-limits';

export interface LimitSettings {
  /** Requests a minute: of one address without a caller, and of one user. */
  perMinute: number;
  userPerMinute: number;
  /** Of single routes, beside these. */
  routes: RouteLimit[];
  blockAfterRefusals: number;
  blockMinutes: number;
}

/** Open sockets and streams of one api process. */
export interface RealtimeSettings {
  max: number;
  maxOfCaller: number;
  maxOfAddress: number;
}

export function limitsOf(env: Environment): LimitSettings {
  return {
    perMinute: env.RATE_LIMIT_PER_MINUTE,
    userPerMinute: env.USER_RATE_LIMIT_PER_MINUTE,
    routes: env.RATE_LIMITS,
    blockAfterRefusals: env.BLOCK_AFTER_REFUSALS,
    blockMinutes: env.BLOCK_MINUTES,
  };
}

export function realtimeOf(env: Environment): RealtimeSettings {
  return {
    max: env.LIVE_CONNECTIONS,
    maxOfCaller: env.LIVE_CONNECTIONS_PER_CALLER,
    maxOfAddress: env.LIVE_CONNECTIONS_PER_ADDRESS,
  };
}
