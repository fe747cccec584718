/** Lines and branches of apps and libs that tests must reach, in percent. */
const COVERAGE = 80;

/**
 * What is wrong with a run of the tests, in words; empty when all is well.
 * @param {{ status: number | null, coverage?: { lines: { pct: number }, branches: { pct: number } } }} run
 * @returns {string[]}
 */
export function problemsOf({ status, coverage }) {
  const problems = status === 0 ? [] : ['tests failed'];
  for (const kind of ['lines', 'branches']) {
    // Not below, and not NaN either.
    if (coverage && !(coverage[kind].pct >= COVERAGE))
      problems.push(`coverage of ${kind} is ${coverage[kind].pct} %, below ${COVERAGE} %`);
  }
  return problems;
}
