import { parse, type RouteParams } from 'regexparam';
import { tick } from 'svelte';

/** Where the dashboard lives: `/app`. */
export const BASE = import.meta.env.BASE_URL.replace(/\/$/, '');

let path = $state(ownPath(location.pathname));
let query = $state.raw(new URLSearchParams(location.search));

function ownPath(pathname: string): string {
  const own = pathname.slice(BASE.length);
  return (own.endsWith('/') ? own.slice(0, -1) : own) || '/';
}

function read(): void {
  path = ownPath(location.pathname);
  query = new URLSearchParams(location.search);
}

/** The address, without the base: `path` and `query` change what reads them. */
export const route = {
  get path(): string {
    return path;
  },
  get query(): URLSearchParams {
    return query;
  },
  /** Path and query, to come back to. */
  get whole(): string {
    const text = query.toString();
    return text === '' ? path : `${path}?${text}`;
  },
};

interface Going {
  /** Leave no step behind to go back to. */
  replace?: boolean;
  /** Stay where the page is scrolled to. */
  keepScroll?: boolean;
}

/** Goes to a path of the dashboard, such as `/downloads?status=failed`. */
export function goTo(to: string, { replace = false, keepScroll = false }: Going = {}): void {
  const url = new URL(BASE + to, location.origin);
  if (url.href === location.href) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', url);
  read();
  if (!keepScroll) void tick().then(() => scrollTo(0, 0));
}

/** The address of a path of the dashboard, for links. */
export function hrefOf(to: string): string {
  return BASE + to;
}

/** Other members of the query; undefined takes one away. */
export function queryWith(changes: Record<string, string | undefined>): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text === '' ? path : `${path}?${text}`;
}

const patterns = new Map<string, { keys: string[]; pattern: RegExp }>();

/** What a pattern such as `/watch/:id` finds in a path; undefined: it is another one. */
export function match<Pattern extends string>(
  pattern: Pattern,
  inPath: string,
): RouteParams<Pattern> | undefined {
  const { keys, pattern: expression } = patterns.get(pattern) ?? remember(pattern);
  const found = expression.exec(inPath);
  if (!found) return undefined;
  const named = keys.flatMap((key, index) => {
    const part = found[index + 1];
    return part === undefined ? [] : [[key, decode(part)]];
  });
  return Object.fromEntries(named) as RouteParams<Pattern>;
}

function remember(pattern: string): { keys: string[]; pattern: RegExp } {
  const parsed = parse(pattern);
  patterns.set(pattern, parsed);
  return parsed;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Links to pages of the dashboard change the page without loading it anew. */
export function followLinks(): void {
  addEventListener('popstate', read);
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest('a');
    if (link?.target !== '' || link.hasAttribute('download')) return;
    const url = new URL(link.href, location.href);
    const isOurs = url.origin === location.origin && `${url.pathname}/`.startsWith(`${BASE}/`);
    if (!isOurs || url.hash !== '') return;
    event.preventDefault();
    goTo(url.pathname.slice(BASE.length) + url.search);
  });
}
