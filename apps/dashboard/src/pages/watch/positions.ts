/** Who has seen less has not begun. */
const BEGUN_SECONDS = 3;
/** Who has only this part left has seen it; a lesson's end is thanks and names. */
const END_PART = 0.05;
const END_SECONDS = 15;
/** Videos whose places are kept, those of the longest ago being forgotten first. */
const MOST = 200;

type Store = Pick<Storage, 'getItem' | 'setItem'>;
type Places = [id: string, seconds: number][];

const nameOf = (user: string) => `watched-${user}`;

/** Where this person left the video, in seconds; 0: at its beginning. */
export function placeOf(user: string, id: string, store: Store): number {
  return read(user, store).find(([one]) => one === id)?.[1] ?? 0;
}

/** Remembers where this person is in the video; one that was seen to its end begins anew. */
export function keepPlace(
  { user, id }: { user: string; id: string },
  { seconds, length }: { seconds: number; length: number },
  store: Store,
): void {
  if (!(seconds >= BEGUN_SECONDS)) return;
  const others = read(user, store).filter(([one]) => one !== id);
  const isSeen = length > 0 && length - seconds < Math.min(END_SECONDS, length * END_PART);
  const places: Places = isSeen ? others : [...others, [id, Math.floor(seconds)]];
  try {
    store.setItem(nameOf(user), JSON.stringify(places.slice(-MOST)));
  } catch {
    // It begins anew next time.
  }
}

function read(user: string, store: Store): Places {
  try {
    const kept: unknown = JSON.parse(store.getItem(nameOf(user)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isPlace) : [];
  } catch {
    return [];
  }
}

function isPlace(one: unknown): one is Places[number] {
  return Array.isArray(one) && typeof one[0] === 'string' && Number.isFinite(one[1]);
}
