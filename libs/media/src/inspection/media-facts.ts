/** What a media file really is, whatever its source said. */
export interface MediaFacts {
  durationSeconds: number;
  /** Usual ending of such files: mp4, webm, mkv, mov, … */
  extension: string;
  width: number | null;
  height: number | null;
  videoCodec: string | null;
  audioCodec: string | null;
}
