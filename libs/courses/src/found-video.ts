import type { VerdictCode, VerdictState } from './verdict';
import type { VideoAddress, VideoDetails } from './course';

/** A video as discovery found it, with what is known of whether it can be had. */
export interface FoundVideo extends VideoAddress, VideoDetails {
  state: VerdictState;
  code: VerdictCode | null;
  /** Whether the verdict holds for everybody, or for the account that looked. */
  privateTo: 'nobody' | 'account';
}

/** What an item holds for one account. */
export interface ItemVideos {
  videos: FoundVideo[];
  /** False when a link could not be looked at: a video that is not here may be there all the same. */
  complete: boolean;
  /** A Drive folder was not read to its end. */
  truncated: boolean;
}
