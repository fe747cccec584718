import { join } from 'node:path';
import type { DataSourceOptions } from 'typeorm';
import { SnakeNamingStrategy } from './snake-naming.strategy';

type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

export interface DatabaseSettings {
  url: string;
  poolSize: number;
  /** Seen in pg_stat_activity. */
  applicationName: string;
  /** 0: none. 30,000 by default. */
  statementTimeoutMs?: number;
}

/** One description of the connection for the running apps, the migrations and the tests. */
export function dataSourceOptions(settings: DatabaseSettings): PostgresOptions {
  const { url, poolSize, applicationName, statementTimeoutMs = 30_000 } = settings;
  return {
    type: 'postgres',
    url,
    applicationName,
    poolSize,
    parseInt8: true,
    connectTimeoutMS: 5_000,
    namingStrategy: new SnakeNamingStrategy(),
    migrations: [join(__dirname, 'migrations', '*.{ts,js}')],
    migrationsTableName: 'schema_migrations',
    migrationsTransactionMode: 'each',
    extra: {
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: 30_000,
      keepAlive: true,
    },
  };
}
