import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError, delay, withinTransaction } from '@app/kernel';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import {
  DataSource,
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
  type Repository,
} from 'typeorm';
import { isConnectionLoss } from './database-errors';
import { transactionalRepository } from './transactional-repository';
import { VitalConnection } from './vital-connection';

const AGAIN_MS = 500;
/** How long an outage of PostgreSQL is waited out where something would be lost, in milliseconds. */
const OUTAGE_MS = 60_000;

type Parameters = readonly unknown[];

interface Transaction {
  manager: EntityManager;
  afterCommit: (() => Promise<void>)[];
}

/** What TypeORM answers: rows for SELECT and INSERT, `[rows, count]` for UPDATE and DELETE. */
function isCounted(result: unknown): result is [unknown[], number] {
  return (
    Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number'
  );
}

/** TypeORM gives up the connection of a transaction when it breaks, and says no more than that of the next statement. */
function lossOfConnection(error: unknown): unknown {
  const isReleased =
    error instanceof QueryRunnerAlreadyReleasedError ||
    error instanceof QueryRunnerProviderAlreadyReleasedError;
  return isReleased ? new Error('Connection terminated inside a transaction', { cause: error }) : error;
}

/**
 * SQL and transactions for the persistence folders. A transaction is opened by a service; every statement of
 * every repository that runs inside it joins it by itself.
 */
@Injectable()
export class Database implements OnApplicationShutdown {
  private readonly current = new AsyncLocalStorage<Transaction>();
  private readonly vitalScope = new AsyncLocalStorage<true>();
  private readonly vitalConnection: VitalConnection;

  constructor(private readonly dataSource: DataSource) {
    this.vitalConnection = new VitalConnection(dataSource);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.vitalConnection.closeConnection();
  }

  /**
   * Single statements that must not wait behind any other work, such as signs of life: they have a connection of their
   * own and give up after three seconds.
   */
  vital<T>(work: () => Promise<T>): Promise<T> {
    return this.vitalScope.run(true, work);
  }

  /** Runs `work` in one transaction, or joins the one that is open. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    return this.current.getStore() ? work() : this.begin((run) => this.dataSource.transaction(run), work);
  }

  /** The same, where all statements see what the first one saw. Not inside another transaction. */
  async snapshot<T>(work: () => Promise<T>): Promise<T> {
    if (this.current.getStore()) throw new AppError('internal', 'a snapshot begins with its transaction');
    return this.begin((run) => this.dataSource.transaction('REPEATABLE READ', run), work);
  }

  /**
   * Runs `work` again and again while it is the connection that fails, for a minute or until `signal`. The work must
   * bear being done twice: its commit may have arrived although the answer did not.
   */
  async retryOnConnectionLoss<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const until = performance.now() + OUTAGE_MS;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!isConnectionLoss(error) || performance.now() + AGAIN_MS > until) throw error;
        await delay(AGAIN_MS, signal);
      }
    }
  }

  /** Does something that must not happen before others can see the changes: at once, when no transaction is open. */
  async afterCommit(action: () => Promise<void>): Promise<void> {
    const open = this.current.getStore();
    if (open) open.afterCommit.push(action);
    else await action();
  }

  /** A repository whose every call joins the open transaction; `DatabaseModule.forFeature` provides them. */
  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    return transactionalRepository(entity, () => {
      // It would wait for a connection of the pool, as the caller must not.
      if (this.isVital) throw new AppError('internal', 'only statements of Database itself can be vital');
      return this.manager;
    });
  }

  /** The rows a statement answers. */
  async rows<Row>(sql: string, parameters: Parameters = []): Promise<Row[]> {
    if (this.isVital) return (await this.vitalConnection.query(sql, parameters)).rows as Row[];
    const result: unknown = await this.manager.query(sql, [...parameters]);
    return (isCounted(result) ? result[0] : result) as Row[];
  }

  /** The only row, or undefined. */
  async row<Row>(sql: string, parameters: Parameters = []): Promise<Row | undefined> {
    return (await this.rows<Row>(sql, parameters))[0];
  }

  /** The row of a statement that always answers one, such as a count. */
  async onlyRow<Row>(sql: string, parameters: Parameters = []): Promise<Row> {
    const row = await this.row<Row>(sql, parameters);
    if (!row) throw new AppError('internal', 'a statement that always answers a row answered none');
    return row;
  }

  /** How many rows an UPDATE or DELETE changed. */
  async affected(sql: string, parameters: Parameters = []): Promise<number> {
    if (this.isVital) return (await this.vitalConnection.query(sql, parameters)).rowCount ?? 0;
    const result: unknown = await this.manager.query(sql, [...parameters]);
    return isCounted(result) ? result[1] : 0;
  }

  private async begin<T>(
    transaction: (run: (manager: EntityManager) => Promise<T>) => Promise<T>,
    work: () => Promise<T>,
  ): Promise<T> {
    const afterCommit: (() => Promise<void>)[] = [];
    const result = await transaction((manager) =>
      withinTransaction(() => this.current.run({ manager, afterCommit }, work)),
    ).catch((error: unknown) => {
      throw lossOfConnection(error);
    });
    for (const action of afterCommit) await action();
    return result;
  }

  private get isVital(): boolean {
    return this.vitalScope.getStore() === true && this.current.getStore() === undefined;
  }

  private get manager(): EntityManager {
    return this.current.getStore()?.manager ?? this.dataSource.manager;
  }
}
