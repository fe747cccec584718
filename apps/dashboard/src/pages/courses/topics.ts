import type { CoverageState, Item, Video } from './courses-data';

/** What of a course is shown. */
export interface Shown {
  state?: CoverageState;
  kind?: string;
  hasCaptions?: boolean;
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

/** Topics in the order in which Classroom shows their newest items, with the items that have something to show. */
export function topicsOf(
  items: readonly Item[],
  states: ReadonlyMap<string, Covered>,
  shown: Shown,
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
  return [...Map.groupBy(left, ({ topic }) => topic)].map(([name, found]) => ({ name, items: found }));
}
