export { firstAttempt } from './first-attempt';
export { openRedis, queuePrefix, type RedisClient } from './open-redis';
export { isRedisAway } from './redis-errors';
