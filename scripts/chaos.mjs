// Every fault of test/chaos several times in a row, and a table of how each time ended:
// `npm run chaos -- --times 3`, or of some specs alone, `npm run chaos -- --times 3 origin-outage redis-outage`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';

const FOLDER = 'coverage';
/** The specs wait more than they work. Each has its own parts but PostgreSQL, and that has room for many. */
const AT_ONCE = 2;
const { times, specs } = readArguments(process.argv.slice(2));
mkdirSync(FOLDER, { recursive: true });

/** By test: a cell for each run. */
const faults = new Map();
let failed = 0;
for (let run = 1; run <= times; run += 1) {
  console.error(`\nrun ${run} of ${times}\n`);
  const { tests, recoveries, status } = runOnce(run);
  const notPassed = tests.filter((test) => test.status !== 'passed').length;
  failed += notPassed || (tests.length === 0 || status !== 0 ? 1 : 0);
  for (const { fullName, status: outcome, duration } of tests) {
    const cells = faults.get(fullName) ?? Array(times).fill({ text: '–' });
    const seconds = recoveries.filter(({ test }) => test === fullName).map((one) => one.seconds);
    const took = `${Math.round((duration ?? 0) / 1_000)} s`;
    cells[run - 1] = { text: outcome === 'passed' ? took : `${outcome.toUpperCase()} (${took})`, seconds };
    faults.set(fullName, cells);
  }
}
print();
console.log(
  failed === 0 ? `\nall of ${faults.size} faults healed, ${times} times in a row` : '\nnot all healed',
);
process.exit(failed === 0 ? 0 : 1);

function readArguments(given) {
  const at = given.indexOf('--times');
  const count = at === -1 ? 1 : Number(given[at + 1]);
  if (!Number.isInteger(count) || count < 1) {
    console.error('usage: npm run chaos -- [--times <number>] [<spec> …]');
    process.exit(2);
  }
  return { times: count, specs: at === -1 ? given : given.toSpliced(at, 2) };
}

function runOnce(run) {
  const results = `${FOLDER}/chaos-${run}.json`;
  const reported = `${FOLDER}/chaos-${run}.jsonl`;
  for (const file of [results, reported]) rmSync(file, { force: true });
  const jest = [
    '--disable-warning=ExperimentalWarning',
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
  ];
  const pattern = `test/chaos/.*(${specs.join('|')})`;
  const { status } = spawnSync(
    process.execPath,
    [
      ...jest,
      `--maxWorkers=${AT_ONCE}`,
      '--json',
      `--outputFile=${results}`,
      `--testPathPatterns=${pattern}`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CHAOS_RECOVERIES: reported } },
  );
  const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  const { testResults = [] } = JSON.parse(read(results) || '{}');
  return {
    status,
    tests: testResults.flatMap(({ assertionResults }) => assertionResults),
    recoveries: read(reported)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
}

function print() {
  const runs = Array.from({ length: times }, (_, index) => `run ${index + 1}`);
  console.log(`| fault | ${runs.join(' | ')} | recovered after |`);
  console.log(`|---|${'---|'.repeat(times + 1)}`);
  for (const [name, cells] of [...faults].sort(([one], [other]) => one.localeCompare(other))) {
    const seconds = cells.flatMap((cell) => cell.seconds ?? []);
    const fault = name.replace(/^RNF-\d+ (recovering: )?/, '');
    const recovered = seconds.map((one) => one.toFixed(1)).join(', ');
    console.log(
      `| ${fault} | ${cells.map(({ text }) => text).join(' | ')} | ${recovered && `${recovered} s`} |`,
    );
  }
}
