// Says whether every requirement of docs/requirements.md was proven: a test whose title begins with its id ran and
// passed, and none failed. Takes the results of the last `npm test` when nothing changed since; otherwise it runs the
// tests that name requirements.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const RESULTS = 'coverage/results.json';
const LEADING_IDS = /^(?:RN?F-\d{3} )+/;

const ids = [...readFileSync('docs/requirements.md', 'utf8').matchAll(/^\| (RN?F-\d{3}) \|/gm)].map(
  ([, id]) => id,
);
let outcome = areFresh() ? judge() : undefined;
if (!outcome || outcome.missing.length > 0) {
  const only = ['--selectProjects', 'unit', 'e2e', 'chaos', '-t', '^RN?F-\\d{3} '];
  const { status, stderr, stdout } = spawnSync('node', ['scripts/bootstrap.mjs', 'test', ...only], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) console.error(`${stdout}${stderr}`.slice(-8_000));
  outcome = judge();
}
for (const id of outcome.missing) console.error(`${id}: no test whose title begins with it ran and passed`);
for (const title of outcome.failed) console.error(`failed: ${title}`);
console.log(`${ids.length - outcome.missing.length} of ${ids.length} requirements are proven`);
process.exit(ids.length > 0 && outcome.missing.length + outcome.failed.length === 0 ? 0 : 1);

/** True when the last results are newer than everything they speak of. */
function areFresh() {
  if (!existsSync(RESULTS)) return false;
  const newest = Math.max(...['apps', 'libs', 'test', 'scripts'].map(newestIn));
  return statSync(RESULTS).mtimeMs > newest;
}

function newestIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((newest, { parentPath, name }) => Math.max(newest, statSync(join(parentPath, name)).mtimeMs), 0);
}

function judge() {
  const { testResults } = JSON.parse(readFileSync(RESULTS, 'utf8'));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const proven = new Set();
  const failed = [];
  for (const { fullName, status } of tests) {
    const named = LEADING_IDS.exec(fullName)?.[0].trim().split(' ') ?? [];
    if (status === 'passed') for (const id of named) proven.add(id);
    if (status === 'failed' && named.length > 0) failed.push(fullName);
  }
  return { missing: ids.filter((id) => !proven.has(id)), failed };
}
