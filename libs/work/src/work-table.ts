/** Values by column, as SQL. */
export type Assignments = Readonly<Record<string, string>>;

/** How a table holds work that workers claim: its columns, and what else changes with them. All of it is SQL. */
export interface WorkTable<Key extends object> {
  name: string;
  /** By which the other texts call it. */
  alias: string;
  /** Its primary key: column and type by property. */
  key: Readonly<Record<keyof Key & string, readonly [column: string, type: string]>>;
  /** Whose it is. */
  tenant: string;
  /** Of the columns about the work, where the table holds more. */
  prefix?: string;
  /** The column that says how far it is. */
  status: string;
  /** Its value while the row waits for a worker. */
  waiting: string;
  /** Its value while a worker has it. Without one, a row that waits and has a heartbeat runs. */
  running?: string;
  /** A run without a heartbeat for so long has died. */
  leaseMs: number;
  /** Which rows a claim may take, besides those whose runs have died; without it, those that wait. */
  claimable?: string;
  /** Its job is handed out again only when the worker died: such a claim needs not wait for the end of the lease. */
  isHeldByJob?: boolean;
  /** The worker has crashed, and was not only late. Without it every run that has died counts. */
  crashed?: string;
  /** Columns that only some tables have. */
  attempt?: string;
  hint?: string;
  correlationId?: string;
  /** Assignments with every change of status. */
  touched?: Assignments;
  /** Assignments when a run is over, however. */
  runOver?: Assignments;
  /** Assignments when the count of crashes is set back. */
  noCrashes?: Assignments;
}

/** Crashes in a row after which work is given up. */
const MAX_CRASHES = 3;

/** The conditions and assignments that all claimed work has in common, over one table. */
export class WorkSql<Key extends object> {
  /** It waits for a worker, handed over or not. */
  readonly waits: string;
  readonly runs: string;
  readonly isStale: string;
  /** Assignments when the count of crashes is set back. */
  readonly noCrashes: Assignments;

  constructor(private readonly table: WorkTable<Key>) {
    const { alias, status, waiting, running, leaseMs, noCrashes } = table;
    const is = (value: string) => `${alias}.${status} = '${value}'`;
    const heartbeat = this.value('heartbeat_at');
    this.waits = running === undefined ? `${is(waiting)} AND ${heartbeat} IS NULL` : is(waiting);
    this.runs = running === undefined ? `${is(waiting)} AND ${heartbeat} IS NOT NULL` : is(running);
    this.isStale = `${heartbeat} < now() - ${String(leaseMs)} * interval '1 millisecond'`;
    this.noCrashes = { [this.column('crash_count')]: '0', ...noCrashes };
  }

  column(name: string): string {
    return `${this.table.prefix ?? ''}${name}`;
  }

  value(name: string): string {
    return `${this.table.alias}.${this.column(name)}`;
  }

  /** With which a row waits again, under a new generation. */
  waitAgain(runAt: string): Assignments {
    return { [this.table.status]: `'${this.table.waiting}'`, ...this.nextDispatch(runAt) };
  }

  /** After a death. @param crashed a condition; without it the worker has crashed for sure */
  afterDeath(
    crashed: string | undefined,
    words: { code: string; message: string; hint?: string },
  ): Assignments {
    const { status, waiting, hint } = this.table;
    const isPoison = this.isPoison(crashed);
    const ifPoison = (column: string, value: string) => ({
      [column]: `CASE WHEN ${isPoison} THEN ${value} ELSE ${this.table.alias}.${column} END`,
    });
    const died = crashed === undefined ? '1' : `(${crashed})::int`;
    return {
      [this.column('crash_count')]: `${this.value('crash_count')} + ${died}`,
      ...this.nextDispatch('now()'),
      [status]: `CASE WHEN ${isPoison} THEN 'failed' ELSE '${waiting}' END`,
      ...ifPoison(this.column('error_code'), words.code),
      ...ifPoison(this.column('error_message'), words.message),
      ...(hint !== undefined && words.hint !== undefined ? ifPoison(hint, words.hint) : {}),
    };
  }

  /** With this death it is given up. */
  isPoison(crashed: string | undefined): string {
    const isMany = `${this.value('crash_count')} + 1 >= ${String(MAX_CRASHES)}`;
    return crashed === undefined ? isMany : `(${crashed} AND ${isMany})`;
  }

  /** What a claim may take. `old.crashed` stands for the row before. */
  get isClaimable(): string {
    const { claimable = this.waits, isHeldByJob } = this.table;
    const hasDied = isHeldByJob === true ? this.runs : `${this.runs} AND ${this.isStale}`;
    return `(${claimable} OR (${hasDied} AND NOT ${this.isPoison('old.crashed')}))`;
  }

  private nextDispatch(runAt: string): Assignments {
    return {
      [this.column('generation')]: `${this.value('generation')} + 1`,
      [this.column('enqueued_at')]: 'NULL',
      [this.column('run_at')]: runAt,
    };
  }
}
