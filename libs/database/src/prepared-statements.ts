import { hash } from 'node:crypto';

const names = new Map<string, string>();

/**
 * Says that a statement is asked so often that planning it each time would cost more than running it: each connection
 * prepares it once. Only for statements whose best plan is the same for all parameters. Through a pooler, which hands
 * connections of PostgreSQL on between transactions, nothing is prepared.
 */
export function prepared(sql: string): string {
  if (!names.has(sql)) names.set(sql, `cdl_${hash('sha1', sql).slice(0, 16)}`);
  return sql;
}

/** What PostgreSQL is to call a statement that is worth being prepared. */
export function preparedNameOf(sql: unknown): string | undefined {
  return typeof sql === 'string' ? names.get(sql) : undefined;
}
