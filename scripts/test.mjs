// All tests, with coverage, and a last line that counts them. Arguments are handed on to jest, for instance
// `npm test -- --selectProjects unit`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';

/** Lines and branches of apps and libs that tests must reach, in percent. */
const COVERAGE = 80;

mkdirSync('coverage', { recursive: true });
const given = process.argv.slice(2);
const everything = given.length === 0;
const { status } = spawnSync(
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '--maxWorkers=2',
    '--json',
    '--outputFile=coverage/results.json',
    ...(everything ? ['--coverage'] : []),
    ...given,
  ],
  // The results go to the file; what people read comes on stderr.
  { stdio: ['ignore', 'ignore', 'inherit'] },
);

const problems = status === 0 ? [] : ['tests failed'];
if (everything && existsSync('coverage/coverage-summary.json')) {
  const { total } = JSON.parse(readFileSync('coverage/coverage-summary.json', 'utf8'));
  console.log(`\ncoverage: lines ${total.lines.pct} %, branches ${total.branches.pct} %`);
  if (total.lines.pct < COVERAGE || total.branches.pct < COVERAGE)
    problems.push(`coverage is below ${COVERAGE} %`);
}
const results = existsSync('coverage/results.json')
  ? JSON.parse(readFileSync('coverage/results.json', 'utf8'))
  : undefined;
const failures =
  (results?.numFailedTests ?? 0) +
  (results?.numRuntimeErrorTestSuites ?? 0) +
  (results && status === 0 ? 0 : results?.numFailedTests ? 0 : status === 0 ? 0 : 1);
for (const problem of problems) console.error(problem);
console.log(`${results?.numPassedTests ?? 0} passed, ${failures} failed`);
process.exit(problems.length > 0 ? 1 : 0);
