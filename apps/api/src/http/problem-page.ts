import { type Language, text } from '@app/texts';
import type { FastifyRequest } from 'fastify';
import { ownPath } from './own-path';
import { messagePage, type PageLink } from './page';
import type { Problem } from './problem-details';
import { translateProblem } from './problem-language';
import { signInAddress } from './sign-in-address';

/** A browser asks for pages, and never for JSON beside them; who brings a key is a program, whatever it accepts. */
export function wantsPage({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const { accept = '', authorization } = headers;
  return authorization === undefined && accept.includes('text/html') && !accept.includes('json');
}

/** What a person sees where a program gets the problem: in their words, with what to do next. */
export function problemPage(
  problem: Problem,
  request: Pick<FastifyRequest, 'method' | 'url'>,
  language: Language,
): string {
  const { title, detail, hint, correlation_id: id } = translateProblem(problem, language);
  const code = problem.status >= 500 && id !== undefined ? [text('problem-page.code', language, { id })] : [];
  const parts = [detail, ...(hint === undefined ? [] : [hint]), ...code];
  return messagePage({ language, title, parts, links: waysOn(problem, request, language) });
}

/** An answer of Google's counts once: asking for the same address again would not help. */
const ONCE = /\/auth\/(?:callback|connect\/)/;

function waysOn(
  { status, code }: Problem,
  request: Pick<FastifyRequest, 'method' | 'url'>,
  language: Language,
): PageLink[] {
  const home = { href: '/', text: text('problem-page.home', language) };
  const canComeBack = request.method === 'GET' && !ONCE.test(request.url);
  if (code.startsWith('auth.google-sign-in') || status === 401)
    return [
      {
        href: signInAddress(canComeBack ? request.url : undefined),
        text: text('problem-page.sign-in', language),
      },
      home,
    ];
  const mayPass = status >= 500 || status === 429;
  return mayPass && canComeBack
    ? [{ href: ownPath(request.url), text: text('problem-page.retry', language) }, home]
    : [home];
}
