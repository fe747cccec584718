import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** As scripts/tools.mjs finds and installs them. */
const VERSIONS = '/usr/lib/postgresql';
const OLDEST = 15;
const PROGRAMS = ['initdb', 'postgres', 'pg_dump', 'pg_restore'];

/** A directory with a PostgreSQL server and its pg_dump and pg_restore; the server from npm comes without them. */
export async function postgresPrograms(): Promise<string> {
  const versions = await readdir(VERSIONS).catch(() => [] as string[]);
  const newestFirst = versions
    .filter((version) => Number(version) >= OLDEST)
    .sort((one, other) => Number(other) - Number(one));
  const named = process.env.POSTGRES_BIN;
  const directories =
    named === undefined ? newestFirst.map((version) => join(VERSIONS, version, 'bin')) : [named];
  for (const directory of directories) if (await hasAll(directory)) return directory;
  throw new Error(
    `There is no directory with ${PROGRAMS.join(', ')} of one version. On Debian and Ubuntu \`npm test\` as root installs ` +
      `the package postgresql; elsewhere install PostgreSQL ${String(OLDEST)} or newer and say where: POSTGRES_BIN=/path/to/bin`,
  );
}

async function hasAll(directory: string): Promise<boolean> {
  const found = await Promise.allSettled(PROGRAMS.map((name) => access(join(directory, name))));
  return found.every(({ status }) => status === 'fulfilled');
}
