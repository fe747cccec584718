// Fails when the dashboard's first load has grown too heavy for a slow connection: its script with all that it imports,
// one language and the first page; and their style sheets. Needs a fresh build.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const OUT = 'dist/dashboard';
const LIMITS = { js: 90_000, css: 20_000 };
const FIRST = ['src/messages/pt-BR.ts', 'src/pages/home/Home.svelte', 'style.css'];

const manifest = JSON.parse(readFileSync(join(OUT, '.vite/manifest.json'), 'utf8'));
const files = new Set();

function take(name) {
  const { file, imports = [], css = [] } = manifest[name];
  if (files.has(file)) return;
  for (const one of [file, ...css]) files.add(one);
  for (const imported of imports) take(imported);
}

for (const name of FIRST) take(name);
const weights = { js: 0, css: 0 };
for (const file of files) {
  const kind = file.endsWith('.css') ? 'css' : 'js';
  weights[kind] += gzipSync(readFileSync(join(OUT, file)), { level: 9 }).length;
}
for (const [kind, bytes] of Object.entries(weights)) {
  const [kilobytes, limit] = [bytes, LIMITS[kind]].map((count) => (count / 1000).toFixed(1));
  console.log(`${kind}: ${kilobytes} KB of ${limit} KB, gzipped`);
  if (bytes > LIMITS[kind]) process.exitCode = 1;
}
