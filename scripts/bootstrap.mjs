// Sets up everything a fresh Debian or Ubuntu machine lacks and then starts what was asked for. Node built-ins
// only: it runs on the Node that the machine has (20 or newer) before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findTools } from './tools.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const BIN = join(ROOT, 'node_modules', '.bin');
const NODE = join(BIN, 'node');
const INSTALLED = join(ROOT, 'node_modules', '.installed-for');
const BUILT = join(ROOT, 'dist', '.built-for');

/** What can be started, each with the programs it needs. */
const COMMANDS = {
  demo: {
    tools: ['redis', 'isolation', 'ffmpeg', 'ytdlp'],
    run: [NODE, 'dist/apps/local/src/main.js', 'demo'],
  },
  start: {
    tools: ['redis', 'isolation', 'ffmpeg', 'ytdlp'],
    run: [NODE, 'dist/apps/local/src/main.js', 'start'],
  },
  test: {
    tools: [
      'redis',
      'isolation',
      'ffmpeg',
      'ytdlp',
      'chromium',
      'pgbouncer',
      'postgres',
      'nginx',
      'examples',
    ],
    run: [NODE, 'scripts/test.mjs'],
  },
  chaos: {
    tools: ['redis', 'isolation', 'ffmpeg', 'ytdlp', 'pgbouncer'],
    run: [NODE, 'scripts/chaos.mjs'],
  },
  screenshots: {
    tools: ['redis', 'isolation', 'ffmpeg', 'ytdlp', 'chromium'],
    builds: 'bench',
    run: [NODE, 'dist/test/screenshots/main.js'],
  },
  setup: { tools: ['redis', 'isolation', 'ffmpeg', 'ytdlp'], run: undefined },
};

class SetupError extends Error {}

async function main([name = '', ...args]) {
  const command = COMMANDS[name];
  if (!command)
    throw new SetupError(`usage: node scripts/bootstrap.mjs ${Object.keys(COMMANDS).join(' | ')}`);
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 11)) {
    throw new SetupError(
      `Node ${process.versions.node} is too old: version 20.11 or newer is needed to begin with.`,
    );
  }
  installPackages();
  build();
  if (command.builds) run(NODE, [join(BIN, 'nest'), 'build', command.builds], 'The build failed.');
  const tools = await findTools(command.tools, {
    root: ROOT,
    realGoogle: Boolean(process.env.GOOGLE_CLIENT_ID),
  });
  if (command.run) await hand(command.run, args, tools);
}

/** npm ci, when the lock file is not the one that was installed. */
function installPackages() {
  const wanted = hashOf([join(ROOT, 'package-lock.json'), join(ROOT, 'package.json')]);
  if (readIfThere(INSTALLED) === wanted && existsSync(NODE)) return;
  say('Installing packages (once, about a minute) …');
  run(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    'The packages could not be installed. Is the npm registry reachable?',
  );
  writeFileSync(INSTALLED, wanted);
}

/** tsc, the programs' bundles, and Vite for the dashboard, when a source is not the one that was built. */
function build() {
  const sources = ['apps', 'libs'].flatMap((folder) =>
    filesIn(join(ROOT, folder), /\.(ts|mts|js|svelte|html|css|svg|png|webmanifest)$/),
  );
  const settings = [
    'tsconfig.json',
    'tsconfig.build.json',
    'nest-cli.json',
    'package-lock.json',
    'scripts/bundle.mjs',
  ];
  const wanted = hashOf([...settings.map((file) => join(ROOT, file)), ...sources]);
  if (readIfThere(BUILT) === wanted) return;
  say('Building …');
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  run(NODE, [join(BIN, 'nest'), 'build', 'api'], 'The build failed.');
  run(NODE, ['scripts/bundle.mjs'], 'The build of the programs failed.');
  const dashboard = ['build', 'apps/dashboard', '--logLevel', 'warn'];
  run(NODE, [join(BIN, 'vite'), ...dashboard], 'The build of the dashboard failed.');
  writeFileSync(BUILT, wanted);
}

/** Gives the terminal to the command, under our own Node, and ends as it ends. */
function hand([file, ...fixed], args, tools) {
  const child = spawn(file, [...fixed, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...tools, PATH: `${BIN}:${process.env.PATH ?? ''}` },
  });
  // Ctrl-C reaches the child by itself; we only wait for it to end in order.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
  }
  return new Promise((_resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)));
  });
}

function run(file, args, problem) {
  const { status } = spawnSync(file, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new SetupError(problem);
}

function filesIn(directory, pattern) {
  return readdirSync(directory, { recursive: true })
    .filter((name) => pattern.test(name) && !name.includes('node_modules'))
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

mkdirSync(join(ROOT, '.data'), { recursive: true });
main(process.argv.slice(2)).catch((error) => {
  say(error instanceof SetupError || error.name === 'ToolError' ? `\n${error.message}` : error);
  process.exit(1);
});
