import { readFileSync } from 'node:fs';
import { StartupError } from '@app/kernel';
import { type CleanedEnv, cleanEnv, EnvMissingError } from 'envalid';
import { VARIABLES, type VariableName } from './variables';

/** Raised at start: one readable list of everything that is wrong with the environment. */
export class EnvironmentError extends StartupError {
  constructor(readonly problems: readonly string[]) {
    super(`The environment is not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** NAME wins over NAME_FILE; a file's content loses its trailing line break. An empty value counts as not set. */
function withFiles(source: NodeJS.ProcessEnv, names: string[], problems: string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of names) {
    try {
      const value = source[name] || contentOf(source[`${name}_FILE`]);
      if (value) values[name] = value;
    } catch (error) {
      problems.push(`${name}_FILE: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
    }
  }
  return values;
}

function contentOf(file: string | undefined): string | undefined {
  return file ? readFileSync(file, 'utf8').trim() : undefined;
}

function parse<S extends Partial<typeof VARIABLES>>(source: NodeJS.ProcessEnv, variables: S): CleanedEnv<S> {
  const problems: string[] = [];
  const values = withFiles(source, Object.keys(variables), problems);
  const env = cleanEnv(values, variables, {
    reporter: ({ errors }) => {
      for (const [name, error] of Object.entries(errors as Record<string, Error>)) {
        if (error instanceof EnvMissingError) problems.push(`${name}: is missing (${describe(name)})`);
        else problems.push(`${name}: ${error.message}`);
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

/** DATABASE_URL alone, for the migrations, which need nothing else. */
export function readDatabaseUrl(source: NodeJS.ProcessEnv = process.env): string {
  return parse(source, { DATABASE_URL: VARIABLES.DATABASE_URL }).DATABASE_URL;
}

/** PATH for the programs we start: the only variable of ours that they inherit. */
export function programPath(): string {
  return process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin';
}
