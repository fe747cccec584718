/** Adds a parameter to a statement and answers its place: `$3`. */
export type Bind = (value: unknown) => string;

/** The parameters of one statement, in the order in which they are bound. */
export function binder(): { values: unknown[]; bind: Bind } {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${String(values.push(value))}` };
}
