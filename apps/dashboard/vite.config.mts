import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const OUT = resolve(ROOT, '../../dist/dashboard');
const TEXT = /\.(js|css|svg|webmanifest)$/;

/** Written once here, so that the api compresses nothing while it serves. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle() {
      const files = await readdir(OUT, { recursive: true });
      await Promise.all(files.filter((name) => TEXT.test(name)).map((name) => compress(join(OUT, name))));
    },
  };
}

async function compress(file: string): Promise<void> {
  const bytes = await readFile(file);
  if (bytes.length < 1024) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await writeFile(`${file}.br`, brotliCompressSync(bytes, { params }));
  await writeFile(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}

export default defineConfig({
  root: ROOT,
  base: '/app/',
  cacheDir: resolve(ROOT, '../../node_modules/.cache/vite'),
  resolve: { alias: { '@app/liveclient': resolve(ROOT, '../../libs/liveclient/src/index.ts') } },
  plugins: [svelte({ configFile: false }), compressed()],
  // The policy of the page lets nothing in that is written into an address.
  build: { outDir: OUT, emptyOutDir: true, target: 'es2022', manifest: true, assetsInlineLimit: 0 },
  // For working on the pages: npm start beside it is the api.
  server: {
    proxy: {
      '^/(api|ws|downloads|batch-downloads|auth)(/|$)': { target: 'http://127.0.0.1:8001', ws: true },
    },
  },
});
