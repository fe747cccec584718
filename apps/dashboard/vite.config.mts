import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const OUT = resolve(ROOT, '../../dist/dashboard');
/** What every page needs is one file, and what several pages need is another. */
const FILES = [
  { name: 'start', tags: ['$initial' as const], priority: 2 },
  {
    name: 'shared',
    test: /[\\/](apps[\\/]dashboard[\\/]src|node_modules[\\/](@lucide|@tanstack|svelte))[\\/]/,
    minShareCount: 2,
    priority: 1,
  },
];
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

/** The browser fetches what pages share while it reads the page, not when the first script asks for it. */
function preloadsShared(): Plugin {
  return {
    name: 'preloads-shared',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.values(bundle)
          .filter((file) => file.type === 'chunk' && file.name === 'shared')
          .map(({ fileName }) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/app/${fileName}` },
            injectTo: 'head',
          })),
    },
  };
}

/** Which texts belong to which language, for `appearance.js`: only there it is known which are wanted. */
function namesTexts(): Plugin {
  return {
    name: 'names-texts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const texts = Object.values(bundle).flatMap((file) => {
          const [, language] = /[\\/]src[\\/]messages[\\/]([\w-]+)\.ts$/.exec(facadeOf(file)) ?? [];
          return language === undefined ? [] : [[language, `/app/${file.fileName}`]];
        });
        const names = JSON.stringify(Object.fromEntries(texts)).replaceAll('"', '&quot;');
        return html.replace('/appearance.js"', `/appearance.js" data-texts="${names}"`);
      },
    },
  };
}

function facadeOf(file: Rolldown.OutputAsset | Rolldown.OutputChunk): string {
  return (file.type === 'chunk' && file.facadeModuleId) || '';
}

/** An icon is drawn at once: Lucide's own components put theirs together, element by element, whenever one is shown. */
function staticIcons(): Plugin {
  return {
    name: 'static-icons',
    enforce: 'pre',
    transform: {
      filter: { id: /@lucide[\\/]svelte[\\/]dist[\\/]icons[\\/][\w-]+\.svelte$/ },
      handler(code) {
        const [, data = ''] = /const iconData = (\{.*\});/.exec(code) ?? [];
        const { node } = JSON.parse(data) as { node: [tag: string, attributes: Record<string, string>][] };
        return `<script>const { size = 24 } = $props();</script>
<svg class="lucide" width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${node.map(drawn).join('')}</svg>`;
      },
    },
  };
}

function drawn([tag, attributes]: [tag: string, attributes: Record<string, string>]): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<${tag}${written.join('')} />`;
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
  resolve: {
    alias: Object.fromEntries(
      ['liveclient', 'passwords'].map((lib) => [
        `@app/${lib}`,
        resolve(ROOT, `../../libs/${lib}/src/index.ts`),
      ]),
    ),
  },
  plugins: [staticIcons(), svelte({ configFile: false }), preloadsShared(), namesTexts(), compressed()],
  // The policy of the page lets nothing in that is written into an address.
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
    // Few files: each costs a slow machine more than the bytes that a page does not need.
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: { groups: FILES } } },
  },
  // For working on the pages: npm start beside it is the api.
  server: {
    proxy: {
      '^/(api|ws|downloads|batch-downloads|auth)(/|$)': { target: 'http://127.0.0.1:8001', ws: true },
    },
  },
});
