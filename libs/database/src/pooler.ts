import type { DataSource } from 'typeorm';
import type { ConnectionClass } from './bounded-client';
import type { PostgresOptions } from './data-source-options';

/** A pooler such as PgBouncer gives connections numbers of its own, not those of PostgreSQL's processes. */
export async function isPooled(dataSource: DataSource): Promise<boolean> {
  const runner = dataSource.createQueryRunner();
  try {
    const { processID } = (await runner.connect()) as { processID?: number };
    const [row] = (await runner.query('SELECT pg_backend_pid() AS pid')) as { pid: number }[];
    return row?.pid !== processID;
  } finally {
    await runner.release();
  }
}

/** Lets the connections prepare what `prepared` names, where each of them is one of PostgreSQL's own. */
export async function prepareUnlessPooled(dataSource: DataSource): Promise<void> {
  const { Client } = (dataSource.options as PostgresOptions).extra as { Client: ConnectionClass };
  Client.connections.prepares = !(await isPooled(dataSource));
}
