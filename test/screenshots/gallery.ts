import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Look } from './shots';

interface Picture {
  name: string;
  look: Look;
  file: string;
}

/** A page with all pictures, those of one page of the dashboard beside each other. */
export async function writeGallery(folder: string, pictures: readonly Picture[]): Promise<void> {
  const sections = [...Map.groupBy(pictures, ({ name }) => name)].map(
    ([name, all]) => `<h2>${name}</h2><div>${all.map(figureOf).join('')}</div>`,
  );
  const style =
    'body{font:14px system-ui;margin:24px;background:#888}div{display:flex;flex-wrap:wrap;gap:16px;align-items:start}' +
    'img{max-width:480px;max-height:720px;display:block}figure{margin:0}figcaption{padding:4px 0}';
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screenshots</title><style>${style}</style>${sections.join('\n')}</html>`;
  await writeFile(join(folder, 'index.html'), html);
}

function figureOf({ look, file }: Picture): string {
  const { size, theme, language } = look;
  return `<figure><a href="${file}"><img src="${file}" loading="lazy" alt=""></a><figcaption>${size}, ${theme}, ${language}</figcaption></figure>`;
}
