import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Since this one, migrations keep the rules. */
const FIRST = '1790000008940';
const DIRECTORY = join(__dirname, 'migrations');
const FILES = readdirSync(DIRECTORY)
  .filter((name) => /^\d+-.*\.ts$/.test(name))
  .sort();

/** What a migration does that would stop the service, or that nobody would expect. */
function faultsOf(source: string): string[] {
  // Reverting is done by hand, with the service stopped.
  const up = source.replace(/async down\([\s\S]*?\n {2}\}\n|readonly downSql =[\s\S]*/, '');
  const own = new Set([...up.matchAll(/CREATE TABLE (\w+)/g)].map(([, table]) => table));
  const indexes = [
    ...up.matchAll(/CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY)(?:IF NOT EXISTS )?\w+\s+ON (\w+)/g),
  ];
  const locking = indexes.filter(([, table]) => !own.has(table));
  const rereads =
    /UPDATE (?:course_access|course_lists)\b|DELETE FROM (?:course_access|course_lists|courses|coursework)\b/.test(
      up,
    );
  return [
    ...locking.map(
      ([, table = '']) => `builds an index while nobody may write to ${table}: use buildIndexes`,
    ),
    ...(up.includes('buildIndexes(') && !up.includes('transaction = false')
      ? ['buildIndexes works outside transactions only: transaction = false']
      : []),
    ...(rereads && !up.includes('notice =')
      ? ['changes what is known of courses: say in a notice what is read again']
      : []),
  ];
}

describe('the rules for migrations', () => {
  it.each<[string, string, string[]]>([
    ['an index that locks a table', `q('CREATE INDEX a ON downloads (id)')`, ['use buildIndexes']],
    ['a unique one', `q('CREATE UNIQUE INDEX IF NOT EXISTS a\n ON users (id)')`, ['use buildIndexes']],
    ['an index of a new table', `q('CREATE TABLE news (id int)'); q('CREATE INDEX a ON news (id)')`, []],
    [
      'a plain index for the way back',
      `async up() {\n  }\n\n  async down(r) {\n    q('CREATE INDEX a ON b (c)');\n  }\n`,
      [],
    ],
    [
      'the same as a text',
      `upSql = '';\n\n  protected readonly downSql =\n    'CREATE INDEX a ON b (c)';\n}\n`,
      [],
    ],
    ['an index in a text', `upSql = 'CREATE INDEX a ON b (c)'; readonly downSql = ''`, ['use buildIndexes']],
    ['buildIndexes in a transaction', `buildIndexes(runner, {})`, ['transaction = false']],
    ['buildIndexes outside of one', `transaction = false; buildIndexes(runner, {})`, []],
    ['courses that are read again', `q('UPDATE course_access SET full_synced_at = NULL')`, ['notice']],
    ['the same, told', `notice = 'Every course is read again.'; q('UPDATE course_access SET a = 1')`, []],
  ])('should check %s', (_what, source, faults) => {
    const found = faultsOf(source);
    expect(found).toHaveLength(faults.length);
    for (const [index, fault] of faults.entries()) expect(found[index]).toContain(fault);
  });

  it('should find every migration in the list of all', () => {
    const listed = readFileSync(join(DIRECTORY, 'index.ts'), 'utf8').matchAll(
      /^export \* from '\.\/(.*)';$/gm,
    );
    expect(Array.from(listed, ([, name]) => `${String(name)}.ts`)).toEqual(FILES);
  });

  it('should be kept by every new migration', () => {
    const files = FILES.filter((name) => name >= FIRST);
    expect(files.length).toBeGreaterThan(0);
    for (const name of files)
      expect({ name, faults: faultsOf(readFileSync(join(DIRECTORY, name), 'utf8')) }).toEqual({
        name,
        faults: [],
      });
  });
});
