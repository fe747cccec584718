import type { Language } from '@app/texts';

/** The colours of docs' “paper and board”: the dashboard's, for pages that stand alone. Lightness is tested. */
export const COLOURS = {
  light: { bg: '#F6F7F3', text: '#15211D', edge: '#7A8781', focus: '#0A7560' },
  dark: { bg: '#0F1714', text: '#EAF0EB', edge: '#73847C', focus: '#5FDDB6' },
} as const;

const properties = (colours: Record<string, string>) =>
  Object.entries(colours)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');

const STYLE = `:root{color-scheme:light dark;${properties(COLOURS.light)}}
@media (prefers-color-scheme:dark){:root{${properties(COLOURS.dark)}}}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;max-width:27.5rem;margin:auto;padding:0 1.5rem 3rem;color:var(--text);background:var(--bg)}
svg{display:block;width:100%;height:clamp(96px,24vh,190px);margin-bottom:1.5rem;fill:var(--text)}.live{fill:var(--focus)}
main{overflow-wrap:anywhere}h1{font-size:1.875rem;line-height:1.2;margin:0 0 1.5rem}p{margin:.6rem 0}ul{padding-left:1.2rem}
button,.action{font:inherit;font-weight:600;display:inline-flex;align-items:center;justify-content:center;min-height:48px;padding:.5rem 1rem;margin:1rem .5rem 0 0;color:var(--text);background:transparent;border:1px solid var(--edge);border-radius:6px;text-decoration:none;cursor:pointer}
.primary{color:var(--bg);background:var(--text);border-color:var(--text)}a{color:inherit}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}`;

/** The bars that hang from the top of the dashboard's own pages that stand alone. */
const BARS = [34, 46, 40, 58, 70, 64, 88, 104, 122, 146, 178, 146, 122, 104, 88, 64, 70, 58, 40, 46, 34]
  .map((length, index) => {
    const live = length === 178 ? ' class="live"' : '';
    return `<rect x="${(index * 17.3).toFixed(1)}" y="-6" width="11" height="${String(length + 6)}" rx="2"${live}/>`;
  })
  .join('');

export interface PageContent {
  language: Language;
  title: string;
  /** HTML of the page's `main`, its heading included. */
  main: string;
}

/** A page of ours that stands alone. */
export function htmlPage({ language, title, main }: PageContent): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)} – Classroom Downloader</title><style>${STYLE}</style></head><body><svg viewBox="0 0 358 190" aria-hidden="true" preserveAspectRatio="xMidYMin meet">${BARS}</svg>${main}</body></html>`;
}

/** What can be done next. */
export interface PageLink {
  href: string;
  text: string;
}

/** A page that says one thing to a person, and leads on: the first link is what most people want. */
export function messagePage({
  language,
  title,
  parts,
  links = [],
}: {
  language: Language;
  title: string;
  /** Paragraphs, and lists. */
  parts: readonly (string | readonly string[])[];
  links?: readonly PageLink[];
}): string {
  const body = parts.map((part) => (typeof part === 'string' ? paragraph(part) : list(part))).join('');
  const actions = links.map(
    ({ href, text }, index) =>
      `<a class="action${index === 0 ? ' primary' : ''}" href="${escaped(href)}">${escaped(text)}</a>`,
  );
  const main = `<main><h1>${escaped(title)}</h1>${body}<p>${actions.join('')}</p></main>`;
  return htmlPage({ language, title, main });
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`;
}

/** Text that must not be taken for HTML, also inside an attribute. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
