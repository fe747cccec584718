import type { CoverageState, Item, Video } from './courses-data';

/** What of a course is shown. */
export interface Shown {
  state?: CoverageState;
  kind?: string;
  hasCaptions?: boolean;
}

/** What the address asks for. */
export function shownOf(query: URLSearchParams): Shown {
  const [state, kind] = [query.get('show'), query.get('kind')];
  return {
    ...(state === null ? {} : { state: state as CoverageState }),
    ...(kind === null ? {} : { kind }),
    hasCaptions: query.get('captions') === 'yes',
  };
}

export interface Covered {
  state: CoverageState;
  has_captions: boolean;
}

export interface Topic {
  /** Null: of no topic. */
  name: string | null;
  items: (Omit<Item, 'videos'> & { videos: Video[] })[];
}

interface Choice {
  shown?: Shown;
  /** Names of topics, as Classroom orders them. */
  order?: readonly string[];
}

/**
 * Topics with the items that have something to show, as Classroom orders them: what has none stands first. A topic whose
 * place is not known comes after the others, by its newest item.
 */
export function topicsOf(
  items: readonly Item[],
  states: ReadonlyMap<string, Covered>,
  { shown = {}, order = [] }: Choice = {},
): Topic[] {
  const fits = (video: Video) => {
    const covered = states.get(video.id);
    if (shown.state !== undefined && covered?.state !== shown.state) return false;
    return shown.hasCaptions !== true || covered?.has_captions === true;
  };
  const left = items
    .filter(({ kind }) => shown.kind === undefined || kind === shown.kind)
    .map((item) => ({ ...item, videos: item.videos.filter(fits) }))
    .filter(({ videos }) => videos.length > 0);
  const placeOf = (name: string | null) => {
    if (name === null) return -1;
    const place = order.indexOf(name);
    return place === -1 ? order.length : place;
  };
  return [...Map.groupBy(left, ({ topic }) => topic)]
    .map(([name, found]) => ({ name, items: found }))
    .sort((a, b) => placeOf(a.name) - placeOf(b.name));
}

/** An item with those of its videos alone; undefined: it had others only. */
export function withVideos(item: Item, isWanted: (id: string) => boolean): Item | undefined {
  const videos = item.videos.filter(({ id }) => isWanted(id));
  return item.videos.length > 0 && videos.length === 0 ? undefined : { ...item, videos };
}

/** Where to jump to. */
export function anchorOf(topic: Topic, topics: readonly Topic[]): string {
  return `topic-${String(topics.indexOf(topic) + 1)}`;
}

/** The videos of topics, in the order of the page. */
export function videosOf(topics: readonly Topic[]): Video[] {
  return topics.flatMap(({ items }) => items.flatMap(({ videos }) => videos));
}
