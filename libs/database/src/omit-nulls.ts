/** What is to be written of columns that are never null: what a request leaves out or says `null` of stays as it is. */
export function omitNulls<T extends object>(values: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]: [string, unknown]) => value !== null && value !== undefined),
  ) as { [Key in keyof T]?: NonNullable<T[Key]> };
}
