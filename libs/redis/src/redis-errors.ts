import { AppError } from '@app/kernel';

/** What Redis itself says while it starts, is a replica, or its cluster is being put together. */
const AWAY_REPLY = /^(?:READONLY|LOADING|MASTERDOWN|NOREPLICAS|CLUSTERDOWN|TRYAGAIN|UNBLOCKED)\b/;
/** What ioredis says of a connection. */
const AWAY_WORDS =
  /connection is closed|stream isn't writeable|command timed out|socket timeout|max retries per request|all sentinels are unreachable|slots cache|connect etimedout/i;

/** True when Redis is away, and not when it refuses what was asked. */
export function isRedisAway(error: unknown): boolean {
  if (!Error.isError(error) || error instanceof AppError) return false;
  return AWAY_REPLY.test(error.message) || AWAY_WORDS.test(error.message);
}
