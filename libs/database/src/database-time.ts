import { type FindOperator, Raw } from 'typeorm';

/** In the units of PostgreSQL's make_interval. */
export type Span = Partial<Record<'days' | 'hours' | 'mins' | 'secs', number>>;

// Times are compared by PostgreSQL's clock, the only one that all processes share.

/** For `set` and `values`. */
export const now = () => 'now()';

/** For `set` and `values`: so long from now. */
export const fromNow = (span: Span) => () => `now() + ${interval(span)}`;

/** For `where`: the time is over. */
export const isPast = (): FindOperator<Date> => compare((column) => `${column} < now()`);

/** For `where`: the time is still to come. */
export const isFuture = (): FindOperator<Date> => compare((column) => `${column} > now()`);

/** For `where`: longer ago than that. */
export const isOlderThan = (span: Span): FindOperator<Date> =>
  compare((column) => `${column} < now() - ${interval(span)}`);

/** For `where`: not as long ago as that. */
export const isYoungerThan = (span: Span): FindOperator<Date> =>
  compare((column) => `${column} > now() - ${interval(span)}`);

function compare(sql: (column: string) => string): FindOperator<Date> {
  return Raw(sql) as FindOperator<Date>;
}

/** Numbers only: they become part of the statement. */
function interval(span: Span): string {
  const units = Object.entries(span).map(([unit, amount]) => `${unit} => ${String(amount)}`);
  return `make_interval(${units.join(', ')})`;
}
