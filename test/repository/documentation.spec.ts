import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const foldersIn = (directory: string) =>
  readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${directory}/${name}`);
const LIBS = foldersIn('libs');
const APPS = foldersIn('apps');
/** Decisions and the change log speak of their time; these speak of now. */
const DOCUMENTS = globSync(['*.md', 'docs/*.md', '{apps,libs}/*/README.md', 'examples/README.md'])
  .filter((file) => file !== 'CHANGELOG.md')
  .sort();
const WORDS = new Set(
  globSync('{apps,libs,test,bench}/**/*.ts').flatMap(
    (file) => readFileSync(file, 'utf8').match(/[A-Za-z]\w*/g) ?? [],
  ),
);
/** Made when programs run, so never in the repository. */
const MADE = /^(dist|\.data|\.storage\.json|\.quarantine|coverage|secrets|certs)\b/;

const text = (file: string) => readFileSync(file, 'utf8');
const withoutBlocks = (file: string) => text(file).replaceAll(/```[\s\S]*?```/g, '');
const codeIn = (file: string) =>
  [...withoutBlocks(file).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

function pathsIn(file: string): string[] {
  return codeIn(file).filter(
    (code) =>
      !MADE.test(code) &&
      (/^(?:apps|libs|test|docs|docker|scripts|bench)\/[\w.*/-]+$/.test(code) ||
        /^[\w@.-][\w@./-]*\.(?:ts|mjs|cjs|json|md|conf|yml)$/.test(code)),
  );
}

const FILES = globSync('{apps,libs,test,scripts,bench,docker,docs}/**/*.*');
/** Headers, whose names look like those of classes. */
const NOT_OURS = new Set(['RateLimit']);

/** A README speaks of files in its own folder. */
function isThere(file: string, path: string): boolean {
  const home = /^(?:apps|libs)\//.test(file) ? dirname(file) : '';
  if (!path.includes('/') && FILES.some((known) => known.startsWith(home) && known.endsWith(`/${path}`)))
    return true;
  const places = ['.', dirname(file), join(dirname(file), 'src')];
  return places.some((place) => globSync([join(place, path), join(place, '*', path)]).length > 0);
}

function anchorsOf(file: string): string[] {
  const slug = (heading: string) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
  return [...text(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slug(heading));
}

describe('the documentation', () => {
  it.each(DOCUMENTS)('should name only files that are there: %s', (file) => {
    expect(pathsIn(file).filter((path) => !isThere(file, path))).toEqual([]);
  });

  it.each(DOCUMENTS)('should name only classes that are there: %s', (file) => {
    const names = codeIn(file).flatMap((code) => /^[A-Z][a-z]+[A-Z]\w*/.exec(code)?.[0] ?? []);
    expect(names.filter((name) => !WORDS.has(name) && !NOT_OURS.has(name))).toEqual([]);
  });

  it.each(DOCUMENTS)('should link only to what is there: %s', (file) => {
    const links = [...withoutBlocks(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    const broken = links.filter((link) => {
      if (/^[a-z]+:/.test(link)) return false;
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? file : join(dirname(file), path);
      if (!existsSync(target)) return true;
      return anchor !== undefined && target.endsWith('.md') && !anchorsOf(target).includes(anchor);
    });
    expect(broken).toEqual([]);
  });

  it.each([...LIBS, ...APPS])('should have a README for %s', (folder) => {
    expect(existsSync(`${folder}/README.md`)).toBe(true);
  });
});

describe('docs/architecture.md', () => {
  const architecture = text('docs/architecture.md');

  it('should list every app and every lib, and no other', () => {
    const listed = [...architecture.matchAll(/^((?:apps|libs)\/\w+) /gm)].map(([, folder]) => folder);
    expect(listed.sort()).toEqual([...APPS, ...LIBS].sort());
  });

  it('should place every lib in a ring, as the rules do', () => {
    const rings = /points one way only: ([^.]+)\./.exec(architecture)?.[1] ?? '';
    const placed = rings.match(/\w+/g)?.filter((word) => word !== 'apps');
    expect(placed?.sort()).toEqual(LIBS.map((folder) => folder.slice('libs/'.length)).sort());
  });

  it('should list every table, and no other', () => {
    const tables = globSync('{apps,libs}/**/*.entity.ts').flatMap((file) =>
      [...text(file).matchAll(/@Entity\('(\w+)'/g)].map(([, table]) => table),
    );
    const rows = architecture.slice(architecture.indexOf('## The tables')).match(/^\| `.*?\|/gm) ?? [];
    expect(rows.flatMap((row) => row.match(/\w+/g) ?? []).sort()).toEqual(tables.sort());
  });
});

describe('docs/adr', () => {
  it('should give each decision a number of its own, the same in its name and its title', () => {
    const decisions = readdirSync('docs/adr');
    const numbers = decisions.map((name) => Number(name.slice(0, 4)));
    expect(new Set(numbers).size).toBe(numbers.length);
    const titles = decisions.map((name) => Number(/^# (?:ADR )?0*(\d+)/.exec(text(`docs/adr/${name}`))?.[1]));
    expect(titles).toEqual(numbers);
  });
});

describe('docs/requirements.md', () => {
  it('should name tests that are there', () => {
    const rows = [...text('docs/requirements.md').matchAll(/^\| RN?F-\d{3} .*\| ([^|]+) \|$/gm)];
    const missing = rows.flatMap(([, proofs = '']) => {
      const [first = ''] = proofs.split(', ');
      return proofs
        .split(', ')
        .map((proof) => (proof.includes('/') ? proof : join(dirname(first), proof)))
        .filter((proof) => !existsSync(proof) && globSync(`${proof}.*spec.ts`).length === 0);
    });
    expect(rows.length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });
});

describe('README.pt-BR.md', () => {
  const shape = (file: string) => ({
    sections: text(file).match(/^##+ /gm)?.length,
    // What is typed is the same; what is said about it is not.
    commands: [...text(file).matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) =>
      block.replaceAll(/ *#.*$/gm, '').replaceAll(/^\s*\n/gm, ''),
    ),
    variables: [...text(file).matchAll(/^\| (`[^|]+`) \|/gm)].map(([, names]) => names),
    links: [...text(file).matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link]) => link)
      .filter((link) => !link?.startsWith('README'))
      // The same pictures, each in the language of its reader.
      .map((link) => link?.replace(/(docs\/pictures\/\w+)-(?:en|pt-BR)\./, '$1.'))
      .sort(),
  });

  it('should have the sections, commands, variables and links of README.md', () => {
    expect(shape('README.pt-BR.md')).toEqual(shape('README.md'));
  });
});
