import type { FetchProgress } from '../fetching';
import type { TrackProgress, TrackSize } from './ytdlp-output';

/**
 * One progress out of several tracks. yt-dlp counts picture and sound from 0 to 100 each; here every byte counts
 * the same, and what is known of a track that has not begun comes from its announced size.
 */
export class TrackedProgress {
  private readonly seen = new Map<string, { done: number; total: number | null }>();

  constructor(private readonly announced: readonly TrackSize[]) {
    for (const { formatId, bytes } of announced) this.seen.set(formatId, { done: 0, total: bytes });
  }

  advance(progress: TrackProgress): FetchProgress {
    const before = this.seen.get(progress.formatId);
    const done = Math.max(progress.downloadedBytes, before?.done ?? 0);
    const total = progress.finished ? done : (progress.totalBytes ?? before?.total ?? null);
    this.seen.set(progress.formatId, { done, total });
    const tracks = [...this.seen.values()];
    const known = tracks.every((track) => track.total !== null);
    const sum = tracks.reduce((all, track) => all + Math.max(track.total ?? 0, track.done), 0);
    return {
      downloadedBytes: tracks.reduce((all, track) => all + track.done, 0),
      totalBytes: known ? sum : null,
      speed: progress.speed === null ? null : Math.round(progress.speed),
    };
  }
}
