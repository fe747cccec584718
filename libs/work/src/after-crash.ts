/** Crashes in a row after which work is given up. */
const MAX_CRASHES = 3;

interface WorkColumns {
  /** Of the columns about the work, where the table holds more. */
  prefix?: string;
  /** The column that says how far it is. */
  status: string;
  /** Its value while the row waits for a worker. */
  waiting: string;
  /** A condition: the worker has crashed, and was not only late. Without it every row counts. */
  crashed?: string;
}

/** Parts of an UPDATE. */
interface AfterCrash {
  /** Assignments. Parameters: $1 code and $2 message of the error that a row is given up with. */
  set: string;
  /** Whether the row is given up. */
  isPoison: string;
}

/**
 * What becomes of rows whose workers died: they wait again under a new dispatch number, or are given up as poison. A run
 * that ends in whatever other way sets the count back.
 */
export function afterCrash({ prefix = '', status, waiting, crashed }: WorkColumns): AfterCrash {
  const column = (name: string) => `${prefix}${name}`;
  const crashes = `${column('crash_count')} + 1`;
  const isMany = `${crashes} >= ${String(MAX_CRASHES)}`;
  const isPoison = crashed === undefined ? isMany : `(${crashed} AND ${isMany})`;
  const ifPoison = (value: string, name: string) =>
    `${column(name)} = CASE WHEN ${isPoison} THEN ${value} ELSE ${column(name)} END`;
  const set = [
    `${column('crash_count')} = ${crashed === undefined ? crashes : `${column('crash_count')} + (${crashed})::int`}`,
    `${column('dispatch')} = ${column('dispatch')} + 1`,
    `${column('admitted_at')} = NULL`,
    `${column('run_at')} = now()`,
    `${status} = CASE WHEN ${isPoison} THEN 'failed' ELSE '${waiting}' END`,
    ifPoison('$1', 'error_code'),
    ifPoison('$2', 'error_message'),
  ].join(', ');
  return { set, isPoison };
}
