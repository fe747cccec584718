/** How far a row of `downloads` is, with one decimal: a worker of an earlier release writes whole percents only. */
export function percentOf(alias: string): string {
  return `(GREATEST(${alias}.progress_tenths, ${alias}.progress_percent * 10) / 10.0)::float8`;
}
