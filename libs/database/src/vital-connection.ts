import { AppError } from '@app/kernel';
import { Pool, type QueryResult } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresOptions } from './data-source-options';

/** Signs of life are worth nothing when they come late: they give up soon and are given again. */
const ANSWER_MS = 2_000;
const CONNECT_MS = 5_000;

/** One connection of its own, made when it is first used, that no other work can keep waiting. */
export class VitalConnection {
  private pool?: Pool;
  private ended = false;

  constructor(private readonly dataSource: DataSource) {}

  async query(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    const client = await this.open().connect();
    let problem: Error | undefined;
    try {
      return await client.query(sql, [...parameters]);
    } catch (error) {
      problem = error as Error;
      throw error;
    } finally {
      client.release(problem);
    }
  }

  async closeConnection(): Promise<void> {
    this.ended = true;
    const { pool } = this;
    this.pool = undefined;
    await pool?.end();
  }

  private open(): Pool {
    if (this.ended) throw new AppError('service.unavailable', 'The app is shutting down.');
    if (this.pool) return this.pool;
    const options = this.dataSource.options as PostgresOptions;
    this.pool = new Pool({
      ...(options.extra as object),
      connectionString: options.url,
      application_name: options.applicationName,
      max: 1,
      connectionTimeoutMillis: CONNECT_MS,
      statement_timeout: ANSWER_MS,
    });
    // Who asks next is told; an idle connection that breaks is nobody's trouble.
    this.pool.on('error', () => undefined);
    return this.pool;
  }
}
