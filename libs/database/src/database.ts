import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

type Parameters = readonly unknown[];

/** What TypeORM answers: rows for SELECT and INSERT, `[rows, count]` for UPDATE and DELETE. */
function isCounted(result: unknown): result is [unknown[], number] {
  return (
    Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number'
  );
}

/**
 * SQL and transactions for the persistence folders. A transaction is opened by a service; every statement of
 * every repository that runs inside it joins it by itself.
 */
@Injectable()
export class Database {
  private readonly current = new AsyncLocalStorage<EntityManager>();

  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` in one transaction, or joins the one that is open. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.current.getStore()) return work();
    return this.dataSource.transaction((manager) => this.current.run(manager, work));
  }

  /** The rows a statement answers. */
  async rows<Row>(sql: string, parameters: Parameters = []): Promise<Row[]> {
    const result: unknown = await this.manager.query(sql, [...parameters]);
    return (isCounted(result) ? result[0] : result) as Row[];
  }

  /** The only row, or undefined. */
  async row<Row>(sql: string, parameters: Parameters = []): Promise<Row | undefined> {
    return (await this.rows<Row>(sql, parameters))[0];
  }

  /** How many rows an UPDATE or DELETE changed. */
  async affected(sql: string, parameters: Parameters = []): Promise<number> {
    const result: unknown = await this.manager.query(sql, [...parameters]);
    return isCounted(result) ? result[1] : 0;
  }

  private get manager(): EntityManager {
    return this.current.getStore() ?? this.dataSource.manager;
  }
}
