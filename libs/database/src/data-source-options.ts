import pg from 'pg';
import type { DataSourceOptions } from 'typeorm';
import { boundedClients } from './bounded-client';
import * as migrations from './migrations';
import { SnakeNamingStrategy } from './snake-naming.strategy';

export type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

export interface DatabaseSettings {
  url: string;
  poolSize: number;
  /** Seen in pg_stat_activity. */
  applicationName: string;
  /** 0: none. 10,000 by default: a silent connection is noticed a second later. */
  statementTimeoutMs?: number;
  /** How long a statement waits for a lock; without it as long as it may take. */
  lockTimeoutMs?: number;
}

/** No transaction waits for anybody else, so one that is idle for so long belongs to a process that is gone. */
const IDLE_IN_TRANSACTION_MS = 10_000;
const KEEP_ALIVE_AFTER_MS = 10_000;

/** One description of the connection for the running apps, the migrations and the tests. */
export function dataSourceOptions(settings: DatabaseSettings): PostgresOptions {
  const { url, poolSize, applicationName, statementTimeoutMs = 10_000, lockTimeoutMs = 0 } = settings;
  return {
    type: 'postgres',
    // Ours and TypeORM's are one: parseInt8 is set in it.
    driver: pg,
    url,
    applicationName,
    poolSize,
    parseInt8: true,
    connectTimeoutMS: 5_000,
    namingStrategy: new SnakeNamingStrategy(),
    migrations: Object.values(migrations),
    migrationsTableName: 'schema_migrations',
    migrationsTransactionMode: 'each',
    extra: {
      statement_timeout: statementTimeoutMs,
      lock_timeout: lockTimeoutMs,
      idle_in_transaction_session_timeout: statementTimeoutMs === 0 ? 0 : IDLE_IN_TRANSACTION_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
      Client: boundedClients(),
    },
  };
}
