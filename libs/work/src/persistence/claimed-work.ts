import type { Database } from '@app/database';
import { type Assignments, WorkSql, type WorkTable } from '../work-table';
import { type Bind, binder } from './binder';

/** Handed to the queue, as its jobs name it. */
export type Enqueued<Key extends object> = Key & { generation: number; correlationId: string | null };

/** A row that a run holds. */
export type Held<Key extends object> = Key & { runId: string };

/** Why work is not done, in words. */
export interface WorkError {
  code: string;
  message: string;
  hint?: string | null;
}

export interface Requeue {
  delayMs: number;
  spentAttempts: number;
  error: WorkError | null;
}

/** Further assignments of a statement; they go before its own. */
type Further = (bind: Bind) => Assignments;

export interface ClaimOptions<Key extends object> {
  claim: Held<Key> & { /** The job's number; undefined: whatever the row has. */ generation?: number };
  /** Columns of the row before, to be had as `old.…`; `status` and `crashed` always are. */
  old?: readonly string[];
  /** A further condition on the row. */
  onlyIf?: (bind: Bind) => string;
  set?: Further;
  returning: (bind: Bind) => string;
}

const NONE: Further = () => ({});
const ALWAYS = () => 'true';

/**
 * The life of work that workers take, over one table: it waits, is handed to the queue, claimed, held by signs of life, and
 * ends, waits again, or dies with its worker. Every way back raises the generation, so that older jobs do nothing; what
 * a run writes is fenced by its id. SQL throughout: TypeORM could say neither the joins with the row before nor the
 * conditions, and signs of life go over the vital connection.
 */
export class ClaimedWork<Key extends object> {
  readonly sql: WorkSql<Key>;
  private readonly columns: [property: keyof Key & string, column: string, type: string][];

  constructor(
    private readonly database: Database,
    private readonly table: WorkTable<Key>,
  ) {
    this.sql = new WorkSql(table);
    const named = Object.entries(table.key) as [keyof Key & string, readonly [string, string]][];
    this.columns = named.map(([property, [column, type]]) => [property, column, type]);
  }

  /** Marks work that waits as handed to the queue. @param due a SELECT … FOR UPDATE of its keys */
  enqueue(due: string, parameters: readonly unknown[]): Promise<Enqueued<Key>[]> {
    const enqueuedAt = this.sql.column('enqueued_at');
    return this.database.rows(
      `UPDATE ${this.named} SET ${enqueuedAt} = now() FROM (${due}) due
       WHERE ${this.isSameRow('due')} RETURNING ${this.enqueued}`,
      parameters,
    );
  }

  /** It could not be handed over after all. */
  async dequeue(work: readonly Key[]): Promise<void> {
    const { alias } = this.table;
    const columns = this.columns.map(([, column]) => `${alias}.${column}`);
    const values = this.columns.map(([, , type], index) => `unnest($${String(index + 1)}::${type}[])`);
    await this.database.affected(
      `UPDATE ${this.named} SET ${this.sql.column('enqueued_at')} = NULL
       WHERE (${columns.join(', ')}) IN (SELECT ${values.join(', ')}) AND ${this.sql.waits}`,
      this.columns.map(([property]) => work.map((one) => one[property])),
    );
  }

  /** Handed over a while ago and not begun: their jobs may be lost. */
  listEnqueuedBefore(seconds: number): Promise<Enqueued<Key>[]> {
    return this.database.rows(
      `SELECT ${this.enqueued} FROM ${this.named}
       WHERE ${this.sql.waits} AND ${this.sql.value('enqueued_at')} < now() - $1 * interval '1 second'`,
      [seconds],
    );
  }

  /** How far these are, in their order, in words that are nobody's secret; undefined: it is gone. */
  async describe(keys: readonly Key[]): Promise<(Readonly<Record<string, unknown>> | undefined)[]> {
    const { tenant, status, attempt, alias } = this.table;
    const { sql } = this;
    const own = ['generation', 'crash_count', 'run_at', 'enqueued_at', 'heartbeat_at', 'error_code'];
    const told = [
      `${tenant} AS tenant_id`,
      `${alias}.${status} AS status`,
      ...(attempt === undefined ? [] : [`${alias}.${attempt} AS attempt`]),
      ...own.map((name) => `${sql.value(name)} AS ${name}`),
    ];
    const columns = this.columns.map(([, column]) => column);
    const values = this.columns.map(([, , type], index) => `$${String(index + 1)}::${type}[]`);
    const rows = await this.database.rows<{ place: number }>(
      `SELECT place::int, ${told.join(', ')} FROM unnest(${values.join(', ')}) WITH ORDINALITY
         AS wanted (${columns.join(', ')}, place) JOIN ${this.named} ON ${this.isSameRow('wanted')}`,
      this.columns.map(([property]) => keys.map((key) => key[property])),
    );
    const byPlace = new Map(rows.map(({ place, ...row }) => [place, row]));
    return keys.map((_, index) => byPlace.get(index + 1));
  }

  /**
   * Takes a row that waits, or whose run has died, for a new run. A job takes nothing else: what its table lets others
   * claim besides has ended since the job was sent.
   */
  claim<Row>({
    claim,
    old = [],
    onlyIf = ALWAYS,
    set = NONE,
    returning,
  }: ClaimOptions<Key>): Promise<Row | undefined> {
    const { values, bind } = binder();
    const { alias, name, status, running, waiting, crashed, touched } = this.table;
    const { sql } = this;
    const runId = bind(claim.runId);
    const generation = bind(claim.generation ?? null);
    const before = [
      ...this.columns.map(([, column]) => `${alias}.${column}`),
      ...old.map((column) => `${alias}.${column}`),
      `${alias}.${status} AS status`,
      `${sql.runs}${crashed === undefined ? '' : ` AND ${crashed}`} AS crashed`,
    ];
    const assignments = {
      [status]: `'${running ?? waiting}'`,
      [sql.column('run_id')]: runId,
      [sql.column('heartbeat_at')]: 'now()',
      [sql.column('crash_count')]: `${sql.value('crash_count')} + old.crashed::int`,
      ...touched,
      ...set(bind),
    };
    return this.database.row<Row>(
      `UPDATE ${this.named} SET ${listed(assignments)}
       FROM (SELECT ${before.join(', ')} FROM ${name} ${alias} WHERE ${this.isKey(claim, bind)} FOR UPDATE) old
       WHERE ${this.isSameRow('old')}
         AND (${generation}::int IS NULL OR ${sql.value('generation')} = ${generation} AND (${sql.waits} OR ${sql.runs}))
         AND ${sql.isClaimable} AND ${onlyIf(bind)}
       RETURNING ${returning(bind)}`,
      values,
    );
  }

  /** A sign of life. False when the row is another run's, or ended. */
  async heartbeat(held: Held<Key>): Promise<boolean> {
    const { values, bind } = binder();
    const sql = `UPDATE ${this.named} SET ${this.sql.column('heartbeat_at')} = now() WHERE ${this.isHeld(held, bind)}`;
    return (await this.database.vital(() => this.database.affected(sql, values))) === 1;
  }

  /** Signs of life for many runs at once: those that still hold their rows. @param returning more about each */
  heartbeats<Row>(runIds: readonly string[], returning: string): Promise<(Row & { runId: string })[]> {
    const runId = this.sql.value('run_id');
    const sql = `UPDATE ${this.named} SET ${this.sql.column('heartbeat_at')} = now()
       WHERE ${runId} = ANY ($1::uuid[]) AND ${this.sql.runs} RETURNING ${runId} AS "runId", ${returning}`;
    return this.database.vital(() => this.database.rows(sql, [runIds]));
  }

  /** Changes a row that is still this run's. False: it is not. */
  async updateHeld(held: Held<Key>, set: Further): Promise<boolean> {
    const { values, bind } = binder();
    const assignments = { ...this.table.touched, ...set(bind) };
    const changed = await this.database.affected(
      `UPDATE ${this.named} SET ${listed(assignments)} WHERE ${this.isHeld(held, bind)}`,
      values,
    );
    return changed === 1;
  }

  /** The run is over, and so is the work. @param error of a run that failed */
  endWork(held: Held<Key>, status: string, error: WorkError | null, set = NONE): Promise<boolean> {
    return this.updateHeld(held, (bind) => ({
      [this.table.status]: `'${status}'`,
      ...this.afterRun(error, bind),
      ...set(bind),
    }));
  }

  /** The run is over, and another is to follow. The last error stays readable. */
  requeue(held: Held<Key>, { delayMs, spentAttempts, error }: Requeue, set = NONE): Promise<boolean> {
    const { attempt, alias } = this.table;
    return this.updateHeld(held, (bind) => ({
      ...this.sql.waitAgain(`now() + ${bind(delayMs)} * interval '1 millisecond'`),
      ...(attempt === undefined ? {} : { [attempt]: `${alias}.${attempt} + ${bind(spentAttempts)}` }),
      ...this.afterRun(error, bind),
      ...set(bind),
    }));
  }

  /** It waits on, and the job of this generation does nothing any more. */
  async postpone(key: Key, generation: number, delayMs: number): Promise<void> {
    const { values, bind } = binder();
    const set = this.sql.waitAgain(`now() + ${bind(delayMs)} * interval '1 millisecond'`);
    await this.database.affected(
      `UPDATE ${this.named} SET ${listed(set)}
       WHERE ${this.isKey(key, bind)} AND ${this.sql.value('generation')} = ${bind(generation)} AND ${this.sql.waits}`,
      values,
    );
  }

  /**
   * What becomes of work whose heartbeat stopped: it waits again, or is given up. Answers the latter.
   * @param set further assignments; `isPoison` is the condition that it is given up
   */
  async rescueStale(poison: WorkError, set: (isPoison: string) => Assignments = () => ({})): Promise<Key[]> {
    const { status, crashed, hint, touched, runOver } = this.table;
    const { values, bind } = binder();
    const words = {
      code: bind(poison.code),
      message: bind(poison.message),
      ...(hint === undefined ? {} : { hint: bind(poison.hint ?? null) }),
    };
    const assignments = {
      ...this.sql.afterDeath(crashed, words),
      ...runOver,
      ...touched,
      ...set(this.sql.isPoison(crashed)),
    };
    const rows = await this.database.rows<Key & { status: string }>(
      `UPDATE ${this.named} SET ${listed(assignments)} WHERE ${this.sql.runs} AND ${this.sql.isStale}
       RETURNING ${this.key}, ${this.table.alias}.${status} AS status`,
      values,
    );
    return rows.filter((row) => row.status === 'failed');
  }

  private afterRun(error: WorkError | null, bind: Bind): Assignments {
    const { hint, runOver } = this.table;
    return {
      [this.sql.column('error_code')]: bind(error?.code ?? null),
      [this.sql.column('error_message')]: bind(error?.message ?? null),
      ...(hint === undefined ? {} : { [hint]: bind(error?.hint ?? null) }),
      ...this.sql.noCrashes,
      ...runOver,
    };
  }

  private isHeld(held: Held<Key>, bind: Bind): string {
    return `${this.isKey(held, bind)} AND ${this.sql.value('run_id')} = ${bind(held.runId)} AND ${this.sql.runs}`;
  }

  private isSameRow(other: string): string {
    const { alias } = this.table;
    return this.columns.map(([, column]) => `${alias}.${column} = ${other}.${column}`).join(' AND ');
  }

  private isKey(key: Key, bind: Bind): string {
    const { alias } = this.table;
    return this.columns
      .map(([property, column]) => `${alias}.${column} = ${bind(key[property])}`)
      .join(' AND ');
  }

  private get named(): string {
    return `${this.table.name} ${this.table.alias}`;
  }

  /** The key, by its properties. */
  private get key(): string {
    const { alias } = this.table;
    return this.columns.map(([property, column]) => `${alias}.${column} AS "${property}"`).join(', ');
  }

  private get enqueued(): string {
    const { alias, correlationId } = this.table;
    const correlation = correlationId === undefined ? 'NULL' : `${alias}.${correlationId}`;
    return `${this.key}, ${this.sql.value('generation')} AS generation, ${correlation} AS "correlationId"`;
  }
}

function listed(assignments: Assignments): string {
  return Object.entries(assignments)
    .map(([column, value]) => `${column} = ${value}`)
    .join(', ');
}
