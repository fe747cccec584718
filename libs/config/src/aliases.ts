import { readValues } from './read-values';

/** Other names under which a school's older set-ups give what has a name here. Ours wins where both are there. */
const NAMES: Record<string, string> = {
  SECRET_KEY: 'JWT_SECRET_KEY',
  ACCESS_TOKEN_EXPIRE_MINUTES: 'JWT_ACCESS_TOKEN_EXPIRE_MINUTES',
};

/** The parts of DATABASE_URL, with libpq's own defaults. */
const DATABASE_PARTS = ['DB_HOST', 'DB_PORT', 'DB_USER', 'DB_PASSWORD', 'DB_NAME'] as const;

/** Other names whose value is a secret. */
export const SECRET_ALIASES = ['SECRET_KEY', 'DB_PASSWORD'] as const;

/** Every other name, for what hands variables on. */
export const ALIASES = [...Object.keys(NAMES), ...DATABASE_PARTS, 'DEBUG'];

export interface ResolvedAliases {
  source: NodeJS.ProcessEnv;
  /** What became of each, to be told at start. Never a value. */
  notes: string[];
  /** Files that cannot be read. */
  problems: string[];
}

/** The environment with other names replaced by ours. */
export function resolveAliases(given: NodeJS.ProcessEnv): ResolvedAliases {
  const source = { ...given };
  const notes: string[] = [];
  const problems: string[] = [];
  for (const [alias, name] of Object.entries(NAMES)) {
    for (const suffix of ['', '_FILE']) {
      const value = given[alias + suffix];
      if (!value) continue;
      const isTaken = isGiven(source, name);
      if (!isTaken) source[name + suffix] = value;
      notes.push(
        `${alias + suffix} ${isTaken ? `is ignored: ${name} is set` : `is read as ${name + suffix}`}`,
      );
    }
  }
  const parts = DATABASE_PARTS.filter((part) => isGiven(given, part));
  if (parts.length > 0) {
    const isTaken = isGiven(source, 'DATABASE_URL');
    if (!isTaken) source.DATABASE_URL = databaseUrl(readValues(given, parts, problems));
    notes.push(`${parts.join(', ')}: ${isTaken ? 'ignored: DATABASE_URL is set' : 'read as DATABASE_URL'}`);
  }
  if (/^(true|1)$/i.test(given.DEBUG ?? '') && !isGiven(source, 'LOG_LEVEL')) {
    source.LOG_LEVEL = 'debug';
    notes.push('DEBUG is read as LOG_LEVEL=debug');
  }
  return { source, notes, problems };
}

function isGiven(source: NodeJS.ProcessEnv, name: string): boolean {
  return Boolean(source[name]) || Boolean(source[`${name}_FILE`]);
}

function databaseUrl({
  DB_HOST = 'localhost',
  DB_PORT = '5432',
  DB_USER = 'postgres',
  DB_PASSWORD = '',
  DB_NAME = DB_USER,
}: Record<string, string>): string {
  const host = DB_HOST.includes(':') ? `[${DB_HOST}]` : DB_HOST;
  const [user, password, name] = [DB_USER, DB_PASSWORD, DB_NAME].map(encodeURIComponent);
  return `postgresql://${user ?? ''}${password ? `:${password}` : ''}@${host}:${DB_PORT}/${name ?? ''}`;
}
