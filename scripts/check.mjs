// One command that says whether the code is good: format, types, lint, dependency rules, unused code, generated
// files, the API's document and clients, unit tests, requirements.
import { spawnSync } from 'node:child_process';

const STEPS = [
  ['format', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['types', ['tsc', '--noEmit', '-p', 'tsconfig.json']],
  [
    'dashboard types',
    ['svelte-check', '--workspace', 'apps/dashboard', '--tsconfig', './tsconfig.json', '--fail-on-warnings'],
  ],
  ['lint', ['eslint', '.', '--max-warnings', '0']],
  ['dependency rules', ['depcruise', 'apps', 'libs', 'test', 'bench']],
  ['unused code', ['knip']],
  ['build', ['nest', 'build', 'api']],
  ['programs', [process.execPath, 'scripts/bundle.mjs']],
  ['dashboard build', ['vite', 'build', 'apps/dashboard', '--logLevel', 'warn']],
  ['dashboard weight', [process.execPath, 'scripts/dashboard-weight.mjs']],
  ['generated files', [process.execPath, 'scripts/generate.mjs', '--check']],
  ['openapi lint', [process.execPath, 'scripts/lint-openapi.mjs']],
  ['generated clients', [process.execPath, 'scripts/compile-clients.mjs']],
  ['unit tests', ['npm', 'run', '--silent', 'jest', '--', '--selectProjects', 'unit', '--silent']],
  ['requirements', [process.execPath, 'scripts/requirements.mjs']],
];

const failed = [];
for (const [name, [command, ...args]] of STEPS) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const took = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${status === 0 ? '✓' : '✗'} ${name.padEnd(18)} ${took.padStart(6)} s`);
  if (status !== 0) {
    failed.push(name);
    console.log(`${stdout}${stderr}`.trimEnd());
  }
}
if (failed.length > 0) {
  console.error(`\nNot good yet: ${failed.join(', ')}`);
  process.exit(1);
}
