import { StartupError } from '@app/kernel';
import { type CleanedEnv, cleanEnv, EnvMissingError } from 'envalid';
import { resolveAliases } from './aliases';
import { readValues } from './read-values';
import { VARIABLES, type VariableName } from './variables';

/** Raised at start: one readable list of everything that is wrong with the environment. */
export class EnvironmentError extends StartupError {
  constructor(readonly problems: readonly string[]) {
    super(`The environment is not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

function parse<S extends Partial<typeof VARIABLES>>(source: NodeJS.ProcessEnv, variables: S): CleanedEnv<S> {
  const { source: resolved, problems: contradictions, givenAs } = resolveAliases(source);
  const problems = contradictions.filter(({ name }) => name in variables).map(({ text }) => text);
  const values = readValues(resolved, Object.keys(variables), problems);
  const told = (name: string) => (givenAs.has(name) ? `${name} (given as ${givenAs.get(name) ?? ''})` : name);
  const env = cleanEnv(values, variables, {
    reporter: ({ errors }) => {
      for (const [name, error] of Object.entries(errors as Record<string, Error>)) {
        if (error instanceof EnvMissingError) problems.push(`${name}: is missing (${describe(name)})`);
        else problems.push(`${told(name)}: ${error.message}`);
      }
    },
  });
  if (problems.length > 0) throw new EnvironmentError(problems);
  return env;
}

/**
 * Parses the environment.
 * @throws EnvironmentError naming every variable that is missing or wrong, never a value.
 */
export function readEnvironment(source: NodeJS.ProcessEnv) {
  return parse(source, VARIABLES);
}

/** The variables, parsed. */
export type Environment = ReturnType<typeof readEnvironment>;

function describe(name: string): string {
  return VARIABLES[name as VariableName].desc ?? '';
}

export interface MigrationSettings {
  url: string;
  /** The apps run as another role than the migrations: it needs privileges. */
  apps?: { role: string; auditDays: number };
}

/** What the migrations need: MIGRATION_DATABASE_URL where there is one, else DATABASE_URL. */
export function readMigrationSettings(source: NodeJS.ProcessEnv = process.env): MigrationSettings {
  const { DATABASE_URL, MIGRATION_DATABASE_URL, AUDIT_RETENTION_DAYS } = VARIABLES;
  const env = parse(source, { DATABASE_URL, MIGRATION_DATABASE_URL, AUDIT_RETENTION_DAYS });
  const role = decodeURIComponent(new URL(env.DATABASE_URL).username);
  const url = env.MIGRATION_DATABASE_URL ?? env.DATABASE_URL;
  const isAnother = role !== '' && decodeURIComponent(new URL(url).username) !== role;
  return { url, ...(isAnother ? { apps: { role, auditDays: env.AUDIT_RETENTION_DAYS } } : {}) };
}

/** What `npm run database:roles` needs. @throws EnvironmentError */
export function readRoleUrls(source: NodeJS.ProcessEnv = process.env) {
  const { DATABASE_URL, MIGRATION_DATABASE_URL, DATABASE_ADMIN_URL } = VARIABLES;
  const env = parse(source, { DATABASE_URL, MIGRATION_DATABASE_URL, DATABASE_ADMIN_URL });
  const missing = (['MIGRATION_DATABASE_URL', 'DATABASE_ADMIN_URL'] as const).filter((name) => !env[name]);
  if (missing.length > 0) {
    throw new EnvironmentError(missing.map((name) => `${name}: is missing (${describe(name)})`));
  }
  const { MIGRATION_DATABASE_URL: migrationUrl = '', DATABASE_ADMIN_URL: adminUrl = '' } = env;
  return { adminUrl, migrationUrl, appUrl: env.DATABASE_URL };
}

/** PATH for the programs we start: the only variable of ours that they inherit. */
export function programPath(): string {
  return process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin';
}
