/** A page that was left so long ago is forgotten: people have seen meanwhile that the video is there. */
const KEPT_MS = 86_400_000;

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keyOf = (owner: string) => `deleted:${owner}`;

/** What somebody deleted in a page that they left before it was done: the next page does it. */
export function readLeft(owner: string, store: Store, now = Date.now()): string[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(keyOf(owner)) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return [];
    const { at, ids } = kept as { at?: unknown; ids?: unknown };
    const isFresh = typeof at === 'number' && now - at < KEPT_MS;
    return isFresh && Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function keepLeft(owner: string, ids: readonly string[], store: Store, now = Date.now()): void {
  const all = [...new Set([...readLeft(owner, store, now), ...ids])];
  write(owner, all, store, now);
}

export function forgetLeft(owner: string, ids: readonly string[], store: Store, now = Date.now()): void {
  const rest = readLeft(owner, store, now).filter((id) => !ids.includes(id));
  write(owner, rest, store, now);
}

function write(owner: string, ids: readonly string[], store: Store, at: number): void {
  try {
    if (ids.length === 0) store.removeItem(keyOf(owner));
    else store.setItem(keyOf(owner), JSON.stringify({ at, ids }));
  } catch {
    // Then the request of the page that is left has to do.
  }
}
