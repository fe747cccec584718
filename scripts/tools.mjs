// Finds redis-server, ffmpeg, yt-dlp and Chromium, or installs them: from PATH, else by the system's package
// manager, else (yt-dlp) from its official release.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** Older yt-dlp releases have holes that let a page run commands. */
const OLDEST_YTDLP = '2026.07.04';
const YTDLP_RELEASE = 'https://github.com/yt-dlp/yt-dlp/releases/latest/download';

export class ToolError extends Error {
  name = 'ToolError';
}

const FINDERS = {
  redis: () => ({ REDIS_SERVER_PATH: fromSystem('redis-server', 'redis-server', 'REDIS_SERVER_PATH') }),
  isolation: () => isolation(),
  ffmpeg: () => ({ FFMPEG_PATH: fromSystem('ffmpeg', 'ffmpeg', 'FFMPEG_PATH') }),
  ytdlp: async (options) => ({ YTDLP_PATH: await ytdlp(options) }),
  // The examples of the documentation run in a shell.
  examples: () => ({
    CURL_PATH: fromSystem('curl', 'curl', 'CURL_PATH'),
    OPENSSL_PATH: fromSystem('openssl', 'openssl', 'OPENSSL_PATH'),
    PYTHON_PATH: fromSystem('python3', 'python3', 'PYTHON_PATH'),
  }),
  pgbouncer: () => ({ PGBOUNCER_PATH: fromSystem('pgbouncer', 'pgbouncer', 'PGBOUNCER_PATH') }),
  nginx: () => nginx(),
  postgres: () => ({ POSTGRES_BIN: postgresPrograms() }),
  chromium: () => ({ CHROMIUM_PATH: headlessShell() ?? fromSystem('chromium', 'chromium', 'CHROMIUM_PATH') }),
};

/** Environment variables that name the programs, by absolute path. */
export async function findTools(names, options) {
  const found = {};
  for (const name of names) Object.assign(found, await FINDERS[name](options));
  return found;
}

/** Not needed to run: without them the worker falls back to another user or to none, and says so at its start. */
function isolation() {
  const missing = [
    ['bwrap', 'bubblewrap'],
    ['socat', 'socat'],
  ].filter(([program]) => !which(program));
  const packages = missing.map(([, name]) => name);
  if (process.platform !== 'linux' || packages.length === 0) return {};
  say(`Installing ${packages.join(', ')}, which keep yt-dlp and ffmpeg away from the rest of the machine …`);
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  if (!tryApt(install) && !(tryApt(['update', '-qq']) && tryApt(install)))
    say(
      `  Not to be had here: videos are fetched with less isolation. Later: sudo apt-get install ${packages.join(' ')}`,
    );
  return {};
}

/** For the tests of docker/nginx.conf. The package would serve port 80 from now on: that is not what it is here for. */
function nginx() {
  const wasThere = Boolean(process.env.NGINX_PATH ?? which('nginx'));
  const path = fromSystem('nginx', 'nginx', 'NGINX_PATH');
  if (!wasThere) spawnSync('systemctl', ['disable', '--now', '--quiet', 'nginx'], { stdio: 'ignore' });
  return { NGINX_PATH: path };
}

/**
 * Chromium without a browser's windows: its pages take a quarter less of the processor. Debian packages it, Ubuntu does
 * not. Of the version of the Chromium that is there, so that installing it changes nothing else.
 */
function headlessShell() {
  const program = 'chromium-headless-shell';
  if (process.env.CHROMIUM_PATH) return undefined;
  if (which(program)) return which(program);
  const query = ['-W', '-f', '${Version}', 'chromium-common'];
  const { stdout, status } = spawnSync('dpkg-query', query, { encoding: 'utf8' });
  const isThere = status === 0 && stdout !== '';
  const install = ['install', '-y', '-qq', '--no-install-recommends'];
  install.push(isThere ? `${program}=${stdout}` : program);
  const isInstalled = tryApt(install) || (!isThere && tryApt(['update', '-qq']) && tryApt(install));
  return isInstalled ? which(program) : undefined;
}

function fromSystem(program, aptPackage, variable) {
  const named = process.env[variable];
  if (named) return named;
  const known = which(program);
  if (known) return known;
  aptInstall([aptPackage], program, variable);
  const installed = which(program);
  if (!installed) throw new ToolError(`${program} was installed but is not on PATH.`);
  return installed;
}

/** Where Debian and Ubuntu put the programs of PostgreSQL, by version. */
const POSTGRES_VERSIONS = '/usr/lib/postgresql';
/** As libs/database/src/server-version.ts refuses older ones. */
const OLDEST_POSTGRES = 15;

/**
 * A PostgreSQL server with pg_dump and pg_restore of the same version, which the one from npm lacks; the directory they
 * are in. The tests start the server themselves.
 */
function postgresPrograms() {
  if (process.env.POSTGRES_BIN) return process.env.POSTGRES_BIN;
  const known = newestPostgres();
  if (known) return known;
  installPostgres();
  const installed = newestPostgres();
  if (!installed)
    throw new ToolError(
      `The package postgresql brings no PostgreSQL ${OLDEST_POSTGRES} or newer. Install one (https://www.postgresql.org/download/), ` +
        'and say where its programs are: POSTGRES_BIN=/path/to/bin',
    );
  return installed;
}

function newestPostgres() {
  if (!existsSync(POSTGRES_VERSIONS)) return undefined;
  const versions = readdirSync(POSTGRES_VERSIONS).filter((version) => Number(version) >= OLDEST_POSTGRES);
  return versions
    .sort((one, other) => Number(other) - Number(one))
    .map((version) => join(POSTGRES_VERSIONS, version, 'bin'))
    .find((bin) =>
      ['initdb', 'postgres', 'pg_dump', 'pg_restore'].every((name) => existsSync(join(bin, name))),
    );
}

/** Debian would make a cluster with the server, and start it. */
function installPostgres() {
  const settings = '/etc/postgresql-common/createcluster.conf';
  aptInstall(['postgresql-common'], 'postgresql', 'POSTGRES_BIN');
  const before = readFileSync(settings);
  writeFileSync(settings, `${before}\ncreate_main_cluster = false\n`);
  try {
    aptInstall(['postgresql'], 'postgresql', 'POSTGRES_BIN');
  } finally {
    writeFileSync(settings, before);
  }
}

/** A recent enough yt-dlp. With the real Google the official release is preferred: only it can solve YouTube's challenges. */
async function ytdlp({ root, realGoogle }) {
  if (process.env.YTDLP_PATH) return process.env.YTDLP_PATH;
  const release = join(root, '.tools', 'yt-dlp');
  if (isRecent(release)) return release;
  const onPath = which('yt-dlp');
  if (onPath && isRecent(onPath)) return onPath;
  const ways = realGoogle
    ? [() => officialRelease(release), backports]
    : [backports, () => officialRelease(release)];
  const problems = [];
  for (const way of ways) {
    try {
      const path = await way();
      if (path && isRecent(path)) return path;
    } catch (error) {
      problems.push(error.message);
    }
  }
  throw new ToolError(
    `yt-dlp ${OLDEST_YTDLP} or newer is needed and could not be installed:\n${problems.map((text) => `  - ${text}`).join('\n')}\n` +
      'Install it from https://github.com/yt-dlp/yt-dlp#installation, or say where it is: YTDLP_PATH=/path/to/yt-dlp',
  );
}

function isRecent(path) {
  if (!existsSync(path)) return false;
  const { stdout } = spawnSync(path, ['--ignore-config', '--version'], { encoding: 'utf8' });
  return (stdout ?? '').trim() >= OLDEST_YTDLP;
}

/**
 * Debian's backports, for yt-dlp alone: a source list beside the system's own, used for this one call, so nothing
 * else on the machine changes its version.
 */
function backports() {
  const own = '/etc/apt/sources.list.d/debian.sources';
  if (!existsSync(own)) throw new ToolError('this is not a Debian with a debian.sources file');
  const [stanza = ''] = readFileSync(own, 'utf8').split(/\n\s*\n/);
  const directory = '/tmp/classroom-downloader-apt';
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(join(directory, 'lists'), { recursive: true });
  mkdirSync(join(directory, 'sources'), { recursive: true });
  writeFileSync(join(directory, 'sources', 'machine.sources'), readFileSync(own));
  writeFileSync(
    join(directory, 'sources', 'backports.sources'),
    stanza.replace(/^Suites:.*$/m, 'Suites: trixie-backports'),
  );
  const options = [
    '-o',
    'Dir::Etc::sourcelist=/dev/null',
    '-o',
    `Dir::Etc::sourceparts=${join(directory, 'sources')}`,
    '-o',
    `Dir::State::lists=${join(directory, 'lists')}`,
  ];
  say('Installing yt-dlp from Debian backports …');
  apt(['update', '-qq', ...options], 'yt-dlp', 'YTDLP_PATH');
  apt(
    ['install', '-y', '-qq', '--no-install-recommends', ...options, 'yt-dlp/trixie-backports'],
    'yt-dlp',
    'YTDLP_PATH',
  );
  rmSync(directory, { recursive: true, force: true });
  say(
    '  This yt-dlp lacks the challenge solver (yt_dlp_ejs): the sandbox and most sites work, YouTube gives little or nothing.',
  );
  say('  With GOOGLE_CLIENT_ID set, the official release is tried first.');
  return which('yt-dlp');
}

/** The official release, checked against the checksums that are published beside it. */
async function officialRelease(target) {
  const base = process.env.YTDLP_RELEASE_URL ?? YTDLP_RELEASE;
  const asset = process.arch === 'arm64' ? 'yt-dlp_linux_aarch64' : 'yt-dlp_linux';
  say('Fetching the official yt-dlp release …');
  const sums = Buffer.from(await fetched(`${base}/SHA2-256SUMS`)).toString('utf8');
  const expected = sums
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find(([, name]) => name === asset)?.[0];
  const bytes = Buffer.from(await fetched(`${base}/${asset}`));
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (expected !== actual)
    throw new ToolError('the official yt-dlp release does not have the checksum that is published for it');
  mkdirSync(join(target, '..'), { recursive: true });
  writeFileSync(`${target}.part`, bytes);
  chmodSync(`${target}.part`, 0o755);
  renameSync(`${target}.part`, target);
  return target;
}

async function fetched(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(120_000) });
    if (!response.ok) throw new ToolError(`the release server answered ${response.status}`);
    return await response.arrayBuffer();
  } catch (error) {
    if (error instanceof ToolError) throw error;
    throw new ToolError('the release server of yt-dlp cannot be reached');
  }
}

function aptInstall(packages, program, variable) {
  say(`Installing ${packages.join(', ')} …`);
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  if (tryApt(install)) return;
  apt(['update', '-qq'], program, variable);
  apt(install, program, variable);
}

function apt(args, program, variable) {
  if (!tryApt(args)) throw new ToolError(howToInstall(program, variable));
}

function tryApt(args) {
  if (!which('apt-get') || process.getuid?.() !== 0) return false;
  const { status } = spawnSync('apt-get', args, {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

function howToInstall(program, variable) {
  const how = which('apt-get')
    ? `sudo apt-get install ${program}`
    : which('brew')
      ? `brew install ${program.replace('-server', '')}`
      : `install ${program} with your system's package manager`;
  const reason =
    process.getuid?.() === 0 ? 'could not be installed' : 'is missing, and only root may install it';
  return `${program} ${reason}.\n\n  ${how}\n\nand try again; or say where it is: ${variable}=/path/to/${program}`;
}

function which(program) {
  const { status, stdout } = spawnSync('sh', ['-c', 'command -v "$1"', 'which', program], {
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : undefined;
}

function say(text) {
  process.stderr.write(`${text}\n`);
}
