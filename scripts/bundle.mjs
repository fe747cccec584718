// Puts each program that runs in production together: dist/<program>/main.js is our own code, the files beside it what it
// uses of node_modules, and dist/<program>.js starts it with what V8 has compiled before (docs/adr/0078). Runs after
// `nest build api`.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { minifySync } from 'rolldown/utils';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const DIST = join(ROOT, 'dist');
const PROGRAMS = ['api', 'worker'];
/** Until it has started, a program goes without V8's compilers for what is hot: see libs/runtime/src/compilers.ts. */
const START = `// Written by scripts/bundle.mjs.
for (const compiler of ['sparkplug', 'maglev', 'turbofan']) require('node:v8').setFlagsFromString('--no-' + compiler);
require('node:module').enableCompileCache?.(require('node:path').join(__dirname, 'compiled'));
`;
/** Large parts of libraries for what is not here: other databases, telephone numbers of all the world. */
const ELSEWHERE = [
  /\/typeorm\/driver\/(?!postgres\/)[\w-]+\/\w+Driver\.js$/,
  /\/bullmq\/dist\/cjs\/postgres\/index\.js$/,
  /\/libphonenumber-js\/index\.cjs\.js$/,
];
/** Memory for a file is taken in one piece, and glibc keeps as much as the largest was. */
const LARGEST_FILE = 1_000_000;
/** A native addon looks for its binary beside itself. */
const LEFT_OUT = new Set(['msgpackr-extract']);

const isLibrary = (id) => id.includes('/node_modules/');

async function bundle(program) {
  const directory = join(DIST, program);
  rmSync(directory, { recursive: true, force: true });
  const bundled = await rolldown({
    input: { main: join(DIST, `apps/${program}/src/main.js`) },
    platform: 'node',
    // Modules that are loaded for what they do, as those of reflect-metadata, stay.
    treeshake: false,
    external: (id, from) => isBuiltin(id) || LEFT_OUT.has(id) || isMissing(id, from),
    plugins: [{ name: 'places', load: (id) => load(id, directory) }],
    onLog: (level, { code, message }) => {
      if (level === 'warn' && code !== 'EVAL') throw new Error(message);
    },
  });
  await bundled.write({
    dir: directory,
    format: 'cjs',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    banner: 'const BUNDLE = __dirname;',
    comments: false,
    codeSplitting: { groups: [{ name: 'libraries', test: isLibrary, maxSize: LARGEST_FILE }] },
  });
  for (const file of readdirSync(directory)) shrink(join(directory, file), { isOurs: file === 'main.js' });
  writeFileSync(join(DIST, `${program}.js`), `${START}require('./${program}/main.js');\n`);
}

/** What a library may use where it is installed. */
function isMissing(id, from) {
  if (id.startsWith('.') || id.startsWith('/')) return false;
  try {
    createRequire(from ?? import.meta.url).resolve(id);
    return false;
  } catch (error) {
    return error.code === 'MODULE_NOT_FOUND';
  }
}

/** A module as if it still lay where it did; and what it loads with a `require` of its own is bundled too. */
function load(id, directory) {
  if (!/\.c?js$/.test(id) || !existsSync(id)) return undefined;
  const place = (path) => `require("node:path").join(BUNDLE, ${JSON.stringify(relative(directory, path))})`;
  if (ELSEWHERE.some((part) => part.test(id))) return { code: leftThere(place(id)) };
  const code = readFileSync(id, 'utf8').replace(/^const require = createRequire\(import\.meta\.url\);$/m, '');
  const places = { __dirname: dirname(id), __filename: id };
  const declared = Object.entries(places)
    .filter(([name]) => new RegExp(`\\b${name}\\b`).test(code))
    .map(([name, path]) => `;var ${name} = ${place(path)};`);
  // In the first line, but after what has to be first.
  return { code: code.replace(/^(\s*(['"])use strict\2;?)?/, (first) => first + declared.join('')) };
}

/** A module that stays where it is, and is loaded when something of it is used. */
function leftThere(place) {
  const used = "(_, name) => name === '__esModule' || (typeof name === 'string' ? load()[name] : undefined)";
  return `const load = () => require(${place});\nmodule.exports = new Proxy({}, { get: ${used} });`;
}

/** Libraries without what only people read; and all in Latin letters: V8 keeps a source with others in twice the memory. */
function shrink(file, { isOurs }) {
  const code = readFileSync(file, 'utf8');
  // eslint-disable-next-line no-control-regex
  writeFileSync(file, (isOurs ? code : minified(file, code)).replace(/[^\x00-\x7f]/g, escaped));
}

function minified(file, source) {
  const keepNames = { function: true, class: true };
  const { code, errors } = minifySync(file, source, { compress: { keepNames }, mangle: { keepNames } });
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  return code;
}

function escaped(letter) {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Without settings it ends by itself when all is loaded, and leaves what V8 has compiled. */
function compile(program) {
  const { stdout, stderr } = spawnSync(process.execPath, [join(DIST, `${program}.js`)], {
    env: {},
    encoding: 'utf8',
  });
  if (!/^The environment is not right/m.test(stdout + stderr))
    throw new Error(`${program} does not load:\n${stdout}${stderr}`);
}

rmSync(join(DIST, 'compiled'), { recursive: true, force: true });
for (const program of PROGRAMS) {
  await bundle(program);
  compile(program);
}
