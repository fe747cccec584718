/** What a person watching a download is told. */
export type FetchPhase = 'resolving' | 'downloading' | 'merging';

export interface FetchProgress {
  downloadedBytes: number;
  /** Null while nobody knows. */
  totalBytes: number | null;
  /** Bytes a second. */
  speed: number | null;
}

/** What a fetch is going to take, in bytes. */
export interface ExpectedSize {
  bytes: number;
  /** Of those, what an earlier run left. */
  keptBytes: number;
  /** What is made of them beside them: picture and sound, put together. */
  scratchBytes: number;
}

/** How a fetch talks back while it runs. Called often; whoever listens slows down by itself. */
export interface FetchWatcher {
  phase(phase: FetchPhase): void;
  progress(progress: FetchProgress): void;
  /** The exact size of the file is known; called before its first byte where that can be. @throws to stop the fetch. */
  expectSize(size: ExpectedSize): Promise<void>;
  /** Called about every 64 MiB. @throws to stop the fetch, for instance because the disk fills up. */
  checkRoom(): Promise<void>;
}

/** How long a phase may take, in milliseconds. While bytes come only silence counts: STALL_TIMEOUT_SECONDS. */
export interface PhaseLimits {
  resolving: number;
  /** ffmpeg says nothing while it works, and may work for long. */
  merging: number;
}

export const PHASE_LIMITS: PhaseLimits = { resolving: 120_000, merging: 30 * 60_000 };

export interface FetchContext {
  /** A directory of this run alone. What is left in it by an earlier run may be gone on with. */
  workDir: string;
  signal: AbortSignal;
  watcher: FetchWatcher;
  /** PHASE_LIMITS when left out. */
  limits?: PhaseLimits;
}

export interface FetchedSubtitle {
  language: string;
  /** A WebVTT file that we wrote. */
  path: string;
  /** Made by the site from the sound, not by a person. */
  automatic: boolean;
}

/** A part of a video with a name of its own. */
export interface Chapter {
  title: string | null;
  startSeconds: number;
  endSeconds: number | null;
}

/** A video on local disk, not yet verified. */
export interface FetchedMedia {
  path: string;
  sizeBytes: number;
  /** Hex; null when it must still be computed. */
  sha256: string | null;
  title: string | null;
  description: string | null;
  durationSeconds: number | null;
  /** Where a picture of it is. */
  thumbnailUrl: string | null;
  subtitles: FetchedSubtitle[];
  /** What identifies the bytes at the source: a revision, an entity tag. */
  sourceVersion: string | null;
  /** Which site it came from, in the fetcher's words. */
  extractor: string;
  /** Its checksum is the one that the source itself has: it is whole, whatever else the source says. */
  verified: boolean;
  /** When it was published there: `2026-11-21`. */
  uploadDate: string | null;
  /** Whose channel or account it is, where the site says it. */
  uploader?: string;
  chapters: Chapter[];
  /** Sizes of the pictures that could be chosen from; empty when there was no choice. */
  offered: number[];
}
