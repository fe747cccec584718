export { isConnectionLoss, isUniqueViolation } from './database-errors';
export { Database } from './database';
export { DatabaseModule } from './database.module';
export type { DatabaseSettings } from './data-source-options';
export { LeaderLock } from './leader-lock';
export { fromNow, isFuture, isOlderThan, isPast, isYoungerThan, now } from './database-time';
export { executeReturning, returnedEntities } from './returning';
export { omitNulls } from './omit-nulls';
export { selectList } from './select-list';
