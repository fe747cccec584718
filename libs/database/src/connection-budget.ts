import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Database } from './database';
import { isPooled } from './pooler';

/**
 * Connections that each kind of process keeps at most, unless DATABASE_POOL_SIZE says otherwise. All its statements take
 * milliseconds and none waits for anybody, so few are enough; beside them each worker has one for its signs of life.
 */
const POOL_SIZES: Record<string, number> = { 'classroom-api': 10, 'classroom-worker': 5 };
const OTHER_POOL_SIZE = 2;

export function poolSizeOf(app: string, configured: number | undefined): number {
  return configured ?? POOL_SIZES[app] ?? OTHER_POOL_SIZE;
}

/** What PostgreSQL's list of sessions shows: the process, and how many connections it may come to. */
export function sessionName(app: string, instance: string, poolSize: number): string {
  return `${app} ${instance} ${String(poolSize + 1)}`;
}

interface Budget {
  processes: number;
  /** All processes at their busiest. */
  needed: number;
  available: number;
}

/** @param limits 0 or less: none @param sessions names that `sessionName` made @param others sessions of other programs */
export function budgetOf(limits: readonly number[], sessions: readonly string[], others: number): Budget {
  const most = sessions.map((name) => Number(/ (\d+)$/.exec(name)?.[1] ?? 0));
  return {
    processes: sessions.length,
    needed: most.reduce((sum, one) => sum + one, others),
    available: Math.min(...limits.filter((limit) => limit > 0)),
  };
}

interface ServerRow {
  server: number;
  role: number;
  database: number;
  sessions: string[] | null;
  others: number;
}

/** Adds up, at start, whether PostgreSQL has connections enough for all processes at their busiest. */
@Injectable()
export class ConnectionBudget implements OnApplicationBootstrap {
  private readonly logger = new Logger(ConnectionBudget.name);

  constructor(
    private readonly database: Database,
    private readonly dataSource: DataSource,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const budget = await this.checked().catch(() => undefined);
    if (!budget || budget.needed <= budget.available) return;
    this.logger.warn({
      message:
        'PostgreSQL has fewer connections than all processes may want at once: raise max_connections, lower DATABASE_POOL_SIZE, or put PgBouncer in between',
      ...budget,
    });
  }

  /** How it stands now; undefined behind a pooler, which has PostgreSQL's connections in its hand. */
  private async checked(): Promise<Budget | undefined> {
    return (await isPooled(this.dataSource)) ? undefined : this.budget();
  }

  private async budget(): Promise<Budget> {
    const row = await this.database.onlyRow<ServerRow>(
      `SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
           - coalesce(current_setting('reserved_connections', true)::int, 0) AS server,
         (SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user) AS role,
         (SELECT datconnlimit FROM pg_database WHERE datname = current_database()) AS database,
         (SELECT array_agg(DISTINCT application_name) FROM pg_stat_activity
            WHERE application_name ~ '^classroom-\\w+ \\w+ \\d+$') AS sessions,
         (SELECT count(*)::int FROM pg_stat_activity
            WHERE backend_type = 'client backend' AND application_name !~ '^classroom-\\w+ \\w+ \\d+$') AS others`,
    );
    return budgetOf([row.server, row.role, row.database], row.sessions ?? [], row.others);
  }
}
