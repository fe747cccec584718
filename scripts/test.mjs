// All tests, with coverage, and a last line that counts them. Arguments are handed on to jest, for instance
// `npm test -- --selectProjects unit`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { problemsOf } from './test-verdict.mjs';

mkdirSync('coverage', { recursive: true });
const given = process.argv.slice(2);
const everything = given.length === 0;
const { status } = spawnSync(
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    '--maxWorkers=4',
    // With each spec a process grows by what its modules take, and its coverage by the scripts it has seen.
    '--workerIdleMemoryLimit=600MB',
    '--json',
    '--outputFile=coverage/results.json',
    ...(everything ? ['--coverage'] : []),
    ...given,
  ],
  {
    // The results go to the file; what people read comes on stderr.
    stdio: ['ignore', 'ignore', 'inherit'],
    // Some hundred processes load the same modules.
    env: { ...process.env, NODE_COMPILE_CACHE: resolve('.data/compile-cache') },
  },
);

let coverage;
if (everything && existsSync('coverage/coverage-summary.json')) {
  coverage = JSON.parse(readFileSync('coverage/coverage-summary.json', 'utf8')).total;
  console.log(`\ncoverage: lines ${coverage.lines.pct} %, branches ${coverage.branches.pct} %`);
}
const problems = problemsOf({ status, coverage });
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
