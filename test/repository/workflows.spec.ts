import { accessSync, constants, globSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  'runs-on': string;
  'timeout-minutes'?: number;
  permissions?: Record<string, string>;
  steps: Step[];
}
interface Workflow {
  on: Record<string, unknown>;
  permissions?: Record<string, string>;
  jobs: Record<string, Job>;
}

const FILES = globSync('.github/workflows/*.yml').sort();
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const text = (file: string) => readFileSync(file, 'utf8');
const workflow = (file: string) => parse(text(file)) as Workflow;
const jobsOf = (file: string) => Object.values(workflow(file).jobs);
const stepsOf = (file: string) => jobsOf(file).flatMap(({ steps }) => steps);
/** What each job may do beyond reading, and why is written beside it. */
const MAY_WRITE: Record<string, string[]> = { image: ['id-token', 'attestations'] };

describe('.github/workflows', () => {
  it('should be there for changes and for versions', () => {
    expect(FILES).toEqual(['.github/workflows/ci.yml', '.github/workflows/image.yml']);
  });

  it.each(FILES)('should give nothing to all jobs, and each job no more than it needs: %s', (file) => {
    expect(workflow(file).permissions).toEqual({});
    for (const [name, { permissions = {} }] of Object.entries(workflow(file).jobs)) {
      const written = Object.keys(permissions).filter((area) => permissions[area] !== 'read');
      expect(written).toEqual(MAY_WRITE[name] ?? []);
      expect(permissions.contents).toBe('read');
    }
  });

  it.each(FILES)('should name actions by commit, with the version beside it: %s', (file) => {
    const used = stepsOf(file).flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
    const lines = text(file).match(/uses: .*/g) ?? [];
    expect(lines.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });

  it.each(FILES)('should end by itself, and leave no token in the clone: %s', (file) => {
    for (const job of jobsOf(file)) expect(job['timeout-minutes']).toBeGreaterThan(0);
    const clones = stepsOf(file).filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(clones.map((step) => step.with?.['persist-credentials'])).toEqual(clones.map(() => false));
  });

  it.each(FILES)('should call scripts that are there, and nothing that others write: %s', (file) => {
    const commands = stepsOf(file).flatMap(({ run }) => run ?? []);
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      expect(command).toMatch(/^\.ci\/[\w-]+(?: [\w.-]+)?$/);
      accessSync(command.split(' ')[0] ?? '', constants.X_OK);
    }
    expect(text(file)).not.toContain('pull_request_target');
    // Titles and branch names are written by whoever asks: they are no part of a command.
    expect(commands.join()).not.toContain('${{');
  });
});

describe('.ci', () => {
  it.each(globSync('.ci/*').sort())(
    'should call npm scripts that there are, and stop at mistakes: %s',
    (file) => {
      const script = text(file);
      expect(script).toContain('set -euo pipefail');
      const called = [...script.matchAll(/npm (?:run )?(?:--silent )?([a-z][\w:]*)/g)].map(
        ([, name = '']) => name,
      );
      expect(called.filter((name) => !(name in scripts))).toEqual([]);
    },
  );

  it('should give to Docker files that there are, and variables of ours', () => {
    const script = text('.ci/lint-image');
    const files = script.match(/(?<=-f |cp )[\w.-]+/g) ?? [];
    expect(files).toEqual(['.env.example', 'docker-compose.yml', 'docker-compose.port.yml']);
    for (const file of [...files, 'Dockerfile']) accessSync(file);
    const given = [...script.matchAll(/^(?:echo ')?([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name);
    expect(given).toEqual(['GOOGLE_CLIENT_ID', 'GOOGLE_REDIRECT_URI']);
    expect(given.filter((name) => !text('.env.example').includes(`${name}=`))).toEqual([]);
    // What compose will not do without.
    const demanded = text('docker-compose.yml').match(/(?<=\$\{)\w+(?=:\?)/g) ?? [];
    expect(demanded.filter((name) => !given.includes(name))).toEqual([]);
  });

  it('should test and check', () => {
    expect(text('.ci/run')).toMatch(/npm test[^]*npm run --silent check/);
  });
});
