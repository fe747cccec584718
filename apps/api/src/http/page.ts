const STYLE = `body{font-family:system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.5rem;line-height:1.5;color:#1f2933}
h1{font-size:1.4rem}p{margin:.6rem 0}`;

/** A page that says one thing to a person. */
export function page(title: string, paragraphs: string[]): string {
  const body = paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body><h1>${escaped(title)}</h1>${body}</body></html>`;
}

/** Text that must not be taken for HTML, also inside an attribute. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
