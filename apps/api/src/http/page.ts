import type { Language } from '@app/texts';

/** The colours of docs' “paper and board”: the dashboard's, for pages that stand alone. Lightness is tested. */
export const COLOURS = {
  light: { bg: '#F6F7F3', text: '#15211D', edge: '#7A8781', focus: '#0A7560', fail: '#A6301A' },
  dark: { bg: '#0F1714', text: '#EAF0EB', edge: '#73847C', focus: '#5FDDB6', fail: '#FF9F88' },
} as const;

const properties = (colours: Record<string, string>) =>
  Object.entries(colours)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');

const STYLE = `:root{color-scheme:light dark;${properties(COLOURS.light)}}
@media (prefers-color-scheme:dark){:root{${properties(COLOURS.dark)}}}
*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:12vh 1rem 3rem;color:var(--text);background:var(--bg)}
main{max-width:30rem;margin:auto;overflow-wrap:anywhere}main.narrow{max-width:22rem}h1{font-size:1.5rem;line-height:1.2;margin:0 0 1rem}p{margin:.6rem 0}ul{padding-left:1.2rem}
label{display:block;margin:1rem 0 .25rem}input{font:inherit;width:100%;min-height:44px;padding:.5rem .75rem;color:inherit;background:transparent;border:1px solid var(--edge);border-radius:6px}
button,.action{font:inherit;display:inline-flex;align-items:center;justify-content:center;min-height:44px;padding:.5rem 1rem;margin:1rem .5rem 0 0;color:var(--text);background:transparent;border:1px solid var(--edge);border-radius:6px;text-decoration:none;cursor:pointer}
.narrow button{width:100%;margin-right:0}.primary{color:var(--bg);background:var(--text);border-color:var(--text)}a{color:inherit}.quiet{font-size:.875rem}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}[hidden]{display:none}[role=alert]{color:var(--fail);min-height:1.5em;margin:1rem 0 0}`;

export interface PageContent {
  language: Language;
  title: string;
  /** HTML of the page's `main`, its heading included. */
  main: string;
  /** More of the head, as HTML. */
  head?: string;
}

/** A page of ours that stands alone. */
export function htmlPage({ language, title, main, head = '' }: PageContent): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)} – Classroom Downloader</title><style>${STYLE}</style>${head}</head><body>${main}</body></html>`;
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
