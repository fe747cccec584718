import type { Schemas } from '../../api/client';

export const STATES = ['running', 'queued', 'completed', 'failed', 'cancelled'] as const;
export const SOURCES = ['youtube', 'google_drive', 'direct_link', 'other'] as const;
export const PAGE_SIZE = 25;

export interface ListQuery {
  status?: Schemas['DownloadStatus'];
  source?: Schemas['VideoSource'];
  q?: string;
  limit: number;
  offset: number;
}

/** What the address asks to see; what it says wrongly is left out. */
export function listQueryOf(query: URLSearchParams): ListQuery {
  const status = STATES.find((state) => state === query.get('status'));
  const source = SOURCES.find((one) => one === query.get('source'));
  const q = query.get('q')?.trim() ?? '';
  return {
    ...(status === undefined ? {} : { status }),
    ...(source === undefined ? {} : { source }),
    ...(q === '' ? {} : { q }),
    limit: PAGE_SIZE,
    offset: (pageOf(query) - 1) * PAGE_SIZE,
  };
}

/** From 1. */
export function pageOf(query: URLSearchParams): number {
  return Math.max(1, Math.min(10_000, Number.parseInt(query.get('page') ?? '1', 10) || 1));
}

export function isFiltered({ status, source, q }: ListQuery): boolean {
  return status !== undefined || source !== undefined || q !== undefined;
}

export interface Pager {
  /** Of the first row shown, from 1. */
  from: number;
  to: number;
  page: number;
  hasNext: boolean;
  /** Where to go instead: this page lies behind the end. */
  lastPage?: number;
}

/** Where in the list a page is. A total that is not exact is the least that there are. */
export function pagerOf(
  { limit, offset }: Pick<ListQuery, 'limit' | 'offset'>,
  list: { downloads: readonly unknown[]; total: number; total_is_exact: boolean },
): Pager {
  const { length } = list.downloads;
  const [to, page] = [offset + length, offset / limit + 1];
  const hasNext = list.total_is_exact ? to < list.total : length === limit;
  const isBehindTheEnd = length === 0 && page > 1;
  const lastPage = Math.max(1, Math.min(page - 1, Math.ceil(list.total / limit)));
  return { from: offset + 1, to, page, hasNext, ...(isBehindTheEnd ? { lastPage } : {}) };
}
