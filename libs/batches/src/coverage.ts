/** How far a video of a course is, for who looks: `waiting` has a reason to, `blocked` cannot be had. */
export const COVERAGE_STATES = [
  'saved',
  'running',
  'queued',
  'waiting',
  'failed',
  'missing',
  'blocked',
] as const;

export type CoverageState = (typeof COVERAGE_STATES)[number];

export interface CoveredVideo {
  videoId: string;
  state: CoverageState;
  /** Of the download that the state is about. */
  downloadId: string | null;
  progressPercent: number;
  errorCode: string | null;
  hasCaptions: boolean;
}

/** How much of a course its reader has. */
export interface Coverage {
  courseId: string;
  counts: Record<CoverageState, number>;
  videos: CoveredVideo[];
}

export function coverageOf(courseId: string, videos: CoveredVideo[]): Coverage {
  const count = (state: CoverageState) => videos.filter((video) => video.state === state).length;
  const counts = Object.fromEntries(COVERAGE_STATES.map((state) => [state, count(state)]));
  return { courseId, counts: counts as Coverage['counts'], videos };
}
