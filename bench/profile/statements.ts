import type { DataSource } from 'typeorm';

/** Settings of a PostgreSQL that counts its statements. */
export const COUNTING = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track_planning': 'on',
  'pg_stat_statements.max': '10000',
};

export interface Statement {
  sql: string;
  calls: number;
  /** To plan and to run all of them. */
  ms: number;
}

export async function countStatements(database: DataSource): Promise<void> {
  await database.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await database.query('SELECT pg_stat_statements_reset()');
}

/** Since they were counted, those first that took longest. */
export async function countedStatements(database: DataSource): Promise<Statement[]> {
  const rows = await database.query<{ sql: string; calls: string; ms: number }[]>(
    `SELECT regexp_replace(query, '\\s+', ' ', 'g') AS sql, calls, total_plan_time + total_exec_time AS ms
     FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND query NOT LIKE '%pg_stat_statements%'
     ORDER BY ms DESC`,
  );
  return rows.map(({ sql, calls, ms }) => ({ sql, calls: Number(calls), ms }));
}
