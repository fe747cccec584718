import { GoogleApiError } from './google-error';

export interface PageQuery {
  pageSize?: string;
  pageToken?: string;
}

/** A page of a list, with Google's manners: an opaque token, and never more than the service likes. */
export function pageOf<T>(
  all: readonly T[],
  query: PageQuery,
  most: number,
): { items: T[]; nextPageToken?: string } {
  const asked = Number(query.pageSize ?? 0);
  const size = asked > 0 ? Math.min(asked, most) : most;
  const start = query.pageToken === undefined ? 0 : readToken(query.pageToken);
  const items = all.slice(start, start + size);
  const end = start + items.length;
  return end < all.length ? { items, nextPageToken: writeToken(end) } : { items };
}

/** A page without items that has a next one: the same place in the list, asked for again. */
export function emptyPage({ pageToken }: PageQuery): { nextPageToken: string } {
  return { nextPageToken: pageToken ?? writeToken(0) };
}

function writeToken(offset: number): string {
  return Buffer.from(`offset:${String(offset)}`).toString('base64url');
}

function readToken(token: string): number {
  const offset = Number(/^offset:(\d+)$/.exec(Buffer.from(token, 'base64url').toString('utf8'))?.[1] ?? NaN);
  if (!Number.isInteger(offset))
    throw new GoogleApiError(400, 'Invalid page token.', 'INVALID_ARGUMENT', 'badRequest');
  return offset;
}
