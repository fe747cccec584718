import { readFileSync } from 'node:fs';
import { StartupError } from '@app/kernel';
import { cleanEnv, EnvMissingError } from 'envalid';
import { VARIABLES, type VariableName } from './variables';

/** Raised at start: one readable list of everything that is wrong with the environment. */
export class EnvironmentError extends StartupError {
  constructor(readonly problems: readonly string[]) {
    super(`The environment is not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** NAME wins over NAME_FILE; a file's content loses its trailing line break. An empty value counts as not set. */
function withFiles(source: NodeJS.ProcessEnv, problems: string[]): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of Object.keys(VARIABLES)) {
    const direct = source[name];
    const file = source[`${name}_FILE`];
    if (direct !== undefined && direct !== '') {
      values[name] = direct;
    } else if (file !== undefined && file !== '') {
      try {
        values[name] = readFileSync(file, 'utf8').trim();
      } catch (error) {
        problems.push(`${name}_FILE: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
      }
    }
  }
  return values;
}

/**
 * Parses the environment.
 * @throws EnvironmentError naming every variable that is missing or wrong, never a value.
 */
export function readEnvironment(source: NodeJS.ProcessEnv) {
  const problems: string[] = [];
  const values = withFiles(source, problems);
  const env = cleanEnv(values, VARIABLES, {
    reporter: ({ errors }) => {
      for (const [name, error] of Object.entries(errors)) {
        if (error instanceof EnvMissingError) problems.push(`${name}: is missing (${describe(name)})`);
        else problems.push(`${name}: ${error.message}`);
      }
    },
  });
  if (problems.length > 0) throw new EnvironmentError(problems);
  return env;
}

/** The variables, parsed. */
export type Environment = ReturnType<typeof readEnvironment>;

function describe(name: string): string {
  return VARIABLES[name as VariableName].desc ?? '';
}

/** DATABASE_URL alone, for the migrations, which need nothing else. */
export function readDatabaseUrl(source: NodeJS.ProcessEnv = process.env): string {
  const problems: string[] = [];
  const values = withFiles(source, problems);
  const { DATABASE_URL } = cleanEnv(
    values,
    { DATABASE_URL: VARIABLES.DATABASE_URL },
    {
      reporter: ({ errors }) => {
        for (const error of Object.values(errors)) problems.push(`DATABASE_URL: ${error.message}`);
      },
    },
  );
  if (problems.length > 0) throw new EnvironmentError(problems);
  return DATABASE_URL;
}

/** PATH for the programs we start: the only variable of ours that they inherit. */
export function programPath(): string {
  return process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin';
}
