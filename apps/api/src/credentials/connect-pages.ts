import type { AppError } from '@app/kernel';

const STYLE = `body{font-family:system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.5rem;line-height:1.5;color:#1f2933}
h1{font-size:1.4rem}p{margin:.6rem 0}`;

function page(title: string, paragraphs: string[]): string {
  const body = paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body><h1>${escaped(title)}</h1>${body}</body></html>`;
}

/** What a person sees who connected an account and has nowhere else to go. @param problem what was not allowed */
export function connectedPage(problem: AppError | null): string {
  return page('Google account connected', [
    ...(problem ? [problem.message, problem.hint ?? ''] : ['Your classes can be read now.']),
    'You can close this window.',
    'Conta Google conectada. Você já pode fechar esta janela.',
  ]);
}

export function declinedPage(title: string, detail: string, hint: string | undefined): string {
  return page(title, [detail, ...(hint === undefined ? [] : [hint])]);
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
