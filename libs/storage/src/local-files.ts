import type { Stats } from 'node:fs';
import { opendir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
}

export async function statIfThere(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** What a directory holds, by name; nothing where there is none. For directories that stay small. */
export async function sortedNames(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Paths of all plain files below a directory. Entries are read as they are needed: a million cost no memory. */
export async function* walkFiles(directory: string): AsyncIterable<string> {
  const entries = await opendir(directory).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (!entries) return;
  for await (const entry of entries) {
    const path = join(directory, entry.name);
    // What begins with a dot is not ours to list: the staging directory and the quarantine may lie in here.
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) yield* walkFiles(path);
    else if (entry.isFile()) yield path;
  }
}
