import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const ROOTS = [...globSync('libs/*/src'), 'apps/api/src'];

/** The folder of a lib or app that a file lies in; undefined for its root, which all may know. */
function folderOf(root: string, file: string): string | undefined {
  const [folder, ...rest] = relative(root, file).split(sep);
  return rest.length > 0 ? folder : undefined;
}

function importedFolders(root: string): Map<string, Set<string>> {
  const imported = new Map<string, Set<string>>();
  for (const file of globSync(`${root}/*/**/*.ts`).filter((name) => !name.endsWith('spec.ts'))) {
    const from = folderOf(root, file) ?? '';
    const folders = imported.get(from) ?? new Set();
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)) {
      const to = folderOf(root, join(dirname(file), path));
      if (to !== undefined && to !== from) folders.add(to);
    }
    imported.set(from, folders);
  }
  return imported;
}

/** The folders that lead from one back to itself; undefined where none do. */
function circleFrom(
  start: string,
  imported: ReadonlyMap<string, ReadonlySet<string>>,
  path: readonly string[] = [start],
): readonly string[] | undefined {
  for (const next of imported.get(path.at(-1) ?? '') ?? []) {
    if (next === start) return [...path, next];
    const found = path.includes(next) ? undefined : circleFrom(start, imported, [...path, next]);
    if (found) return found;
  }
  return undefined;
}

describe('the folders of a lib and of the api', () => {
  it.each(ROOTS)('should import each other in no circle: %s', (root) => {
    const imported = importedFolders(root);
    const circles = [...imported.keys()].flatMap((folder) => circleFrom(folder, imported)?.join(' → ') ?? []);
    expect(circles).toEqual([]);
  });

  it('should be found', () => {
    const imported = importedFolders('libs/downloads/src');
    expect([...(imported.get('running') ?? [])]).toContain('hosts');
    expect(circleFrom('a', new Map(Object.entries({ a: new Set(['b']), b: new Set(['a']) })))).toEqual([
      'a',
      'b',
      'a',
    ]);
  });
});
