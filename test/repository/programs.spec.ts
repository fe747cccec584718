import { globSync, readFileSync } from 'node:fs';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const COMMANDS = Object.values(scripts).flatMap((script) => /^node dist\/(\S+)\.js/.exec(script)?.[1] ?? []);
const PROGRAMS = [...new Set([...globSync('apps/*/src/main.ts'), ...COMMANDS.map((name) => `${name}.ts`)])];

/** On an old Node, what comes before it dies in an error that names no version. */
describe('every program', () => {
  it.each(PROGRAMS)('should check the version of Node before anything else: %s', (program) => {
    const [first] = /^import .*$/m.exec(readFileSync(program, 'utf8')) ?? [];
    expect(first).toMatch(/^import (\{ [\w, ]+ \} from )?'@app\/runtime';$/);
  });

  it('should be among those that are checked', () => {
    expect(PROGRAMS).toEqual(
      expect.arrayContaining(['apps/api/src/main.ts', 'apps/worker/src/rotate-keys.ts']),
    );
  });
});
