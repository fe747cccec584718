export { isConnectionLoss, isUniqueViolation } from './database-errors';
export { Database } from './database';
export { DatabaseModule } from './database.module';
export type { DatabaseSettings } from './data-source-options';
export { LeaderLock } from './leader-lock';
export { returnedEntities } from './transactional-repository';
