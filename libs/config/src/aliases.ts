import { readValues } from './read-values';
import { isYes } from './validators';

/** Other names under which a school's older set-ups give what has a name here. */
const NAMES: Record<string, string> = {
  SECRET_KEY: 'JWT_SECRET_KEY',
  ACCESS_TOKEN_EXPIRE_MINUTES: 'JWT_ACCESS_TOKEN_EXPIRE_MINUTES',
};

/** The parts of DATABASE_URL, with libpq's own defaults. */
export const DATABASE_PARTS = ['DB_HOST', 'DB_PORT', 'DB_USER', 'DB_PASSWORD', 'DB_NAME'] as const;
type DatabaseParts = Partial<Record<(typeof DATABASE_PARTS)[number], string>>;

/** Other names whose value is a secret. */
export const SECRET_ALIASES = ['SECRET_KEY', 'DB_PASSWORD'] as const;

/** Every other name, for what hands variables on. */
export const ALIASES = [...Object.keys(NAMES), ...DATABASE_PARTS];

export interface ResolvedAliases {
  source: NodeJS.ProcessEnv;
  /** What became of each, to be told at start. Never a value. */
  notes: string[];
  /** What contradicts itself, by the variable of ours that it is about, and files that cannot be read. Never a value. */
  problems: { name: string; text: string }[];
  /** Under which other names a variable of ours was given. */
  givenAs: Map<string, string>;
}

/** The environment with other names replaced by ours. */
export function resolveAliases(given: NodeJS.ProcessEnv): ResolvedAliases {
  const resolved: ResolvedAliases = { source: { ...given }, notes: [], problems: [], givenAs: new Map() };
  for (const [alias, name] of Object.entries(NAMES)) resolveName(alias, name, given, resolved);
  resolveDatabase(given, resolved);
  if (isYes(given.DEBUG ?? '') && !isGiven(given, 'LOG_LEVEL')) {
    resolved.source.LOG_LEVEL = 'debug';
    resolved.notes.push('DEBUG is read as LOG_LEVEL=debug');
  }
  return resolved;
}

/** Variables of ours that are given under another name. */
export function givenByAlias(given: NodeJS.ProcessEnv): string[] {
  return Object.entries(NAMES).flatMap(([alias, name]) => (isGiven(given, alias) ? [name] : []));
}

function resolveName(alias: string, name: string, given: NodeJS.ProcessEnv, resolved: ResolvedAliases): void {
  if (!isGiven(given, alias)) return;
  if (isGiven(given, name)) {
    const values = readValues(given, [alias, name], []);
    compare([alias], name, values[alias] === values[name], resolved);
    return;
  }
  const suffix = given[alias] ? '' : '_FILE';
  resolved.source[name + suffix] = given[alias + suffix];
  resolved.givenAs.set(name, alias);
  resolved.notes.push(`${alias + suffix} is read as ${name + suffix}`);
}

function resolveDatabase(given: NodeJS.ProcessEnv, resolved: ResolvedAliases): void {
  const parts = DATABASE_PARTS.filter((part) => isGiven(given, part));
  if (parts.length === 0) return;
  const unreadable: string[] = [];
  const values: DatabaseParts = readValues(given, parts, unreadable);
  if (isGiven(given, 'DATABASE_URL')) {
    const url = partsOf(readValues(given, ['DATABASE_URL'], []).DATABASE_URL ?? '');
    compare(
      parts,
      'DATABASE_URL',
      parts.every((part) => values[part] === url[part]),
      resolved,
    );
    return;
  }
  resolved.source.DATABASE_URL = databaseUrl(values);
  resolved.givenAs.set('DATABASE_URL', parts.join(', '));
  resolved.notes.push(`${parts.join(', ')}: read as DATABASE_URL`);
  resolved.problems.push(...unreadable.map((text) => ({ name: 'DATABASE_URL', text })));
}

/** Which of two would be right nobody can tell: an installation that takes the wrong database is worse than none. */
function compare(aliases: readonly string[], name: string, isSame: boolean, resolved: ResolvedAliases): void {
  const names = aliases.join(', ');
  if (isSame) resolved.notes.push(`${names}: the same as ${name}`);
  else
    resolved.problems.push({ name, text: `${names} and ${name}: both are given and differ; leave one out` });
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
}: DatabaseParts): string {
  const host = DB_HOST.includes(':') ? `[${DB_HOST}]` : DB_HOST;
  const [user, password, name] = [DB_USER, DB_PASSWORD, DB_NAME].map(encodeURIComponent);
  return `postgresql://${user ?? ''}${password ? `:${password}` : ''}@${host}:${DB_PORT}/${name ?? ''}`;
}

/** The parts of an address, as `databaseUrl` puts them together; none of what is no address. */
function partsOf(address: string): DatabaseParts {
  if (!URL.canParse(address)) return {};
  const { hostname, port, username, password, pathname } = new URL(address);
  return {
    DB_HOST: hostname.replace(/^\[|\]$/g, ''),
    DB_PORT: port === '' ? '5432' : port,
    DB_USER: decoded(username),
    DB_PASSWORD: decoded(password),
    DB_NAME: decoded(pathname.slice(1)),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
