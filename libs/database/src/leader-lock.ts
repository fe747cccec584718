import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';

const SILENT_MS = 15_000;

/**
 * One leader over all processes, by a PostgreSQL advisory lock that lives as long as its connection: a leader
 * that dies or loses the database stops being one by itself. One that is stopped but not dead would keep its connection,
 * so PostgreSQL ends the session when it is silent for SILENT_MS; whoever leads asks again more often than that.
 */
@Injectable()
export class LeaderLock implements OnApplicationShutdown {
  private readonly held = new Map<number, QueryRunner>();

  constructor(private readonly dataSource: DataSource) {}

  /** True while this process leads on `key`; asks for the lead when nobody has it. Errors mean "no". */
  async lead(key: number): Promise<boolean> {
    const runner = this.held.get(key);
    if (runner) return this.stillConnected(key, runner);
    return this.acquire(key);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.held.keys()].map((key) => this.resign(key)));
  }

  /** Gives the lead up, so that another process takes over at once. */
  async resign(key: number): Promise<void> {
    const runner = this.held.get(key);
    this.held.delete(key);
    if (!runner) return;
    try {
      await runner.query('SELECT pg_advisory_unlock($1)', [key]);
      await runner.query('RESET idle_session_timeout');
    } catch {
      // The connection is gone, and the lock with it.
    }
    await runner.release().catch(() => undefined);
  }

  private async acquire(key: number): Promise<boolean> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const rows = (await runner.query('SELECT pg_try_advisory_lock($1) AS got', [key])) as {
        got: boolean;
      }[];
      if (rows[0]?.got === true) {
        await runner.query(`SET idle_session_timeout = ${String(SILENT_MS)}`);
        this.held.set(key, runner);
        return true;
      }
    } catch {
      // Without a database nobody leads.
    }
    await runner.release().catch(() => undefined);
    return false;
  }

  private async stillConnected(key: number, runner: QueryRunner): Promise<boolean> {
    try {
      await runner.query('SELECT 1');
      return true;
    } catch {
      this.held.delete(key);
      await runner.release().catch(() => undefined);
      return false;
    }
  }
}
