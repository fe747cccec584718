import { readFileSync } from 'node:fs';

/**
 * The values of variables: NAME wins over NAME_FILE; a file's content loses its trailing line break. An empty value
 * counts as not set.
 * @param problems gets a line for each file that cannot be read
 */
export function readValues(
  source: NodeJS.ProcessEnv,
  names: readonly string[],
  problems: string[],
): Record<string, string> {
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
