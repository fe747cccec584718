import type { VideoSource } from '@app/courses';
import type { Chapter, Container, Quality } from '@app/media';
import type { WaitingFor } from './waiting-for';

export const DOWNLOAD_STATUSES = ['queued', 'running', 'completed', 'failed', 'cancelled'] as const;
export type DownloadStatus = (typeof DOWNLOAD_STATUSES)[number];

/** What a running download is doing. */
export type Phase = 'resolving' | 'downloading' | 'merging' | 'storing';

/** Everything that can happen to a download. `requeue`: retry after a failure, shutdown, crash, snooze. */
export type DownloadEvent = 'claim' | 'complete' | 'fail' | 'cancel' | 'requeue' | 'retry';

interface Transition {
  from: readonly DownloadStatus[];
  to: DownloadStatus;
}

/** All of them; persistence/download-statuses.ts makes the SQL of them. */
const TRANSITIONS = {
  // A running row is claimed anew when its run has sent no heartbeat for the length of the lease.
  claim: { from: ['queued', 'running'], to: 'running' },
  // A queued row completes when the file it waits for is there.
  complete: { from: ['queued', 'running'], to: 'completed' },
  fail: { from: ['queued', 'running'], to: 'failed' },
  cancel: { from: ['queued', 'running'], to: 'cancelled' },
  requeue: { from: ['running'], to: 'queued' },
  retry: { from: ['failed', 'cancelled'], to: 'queued' },
} as const satisfies Record<DownloadEvent, Transition>;

/** The status after an event. */
export function statusAfter<Event extends DownloadEvent>(event: Event): (typeof TRANSITIONS)[Event]['to'] {
  return TRANSITIONS[event].to;
}

/** The statuses in which an event means something: what conditional updates filter by. */
export function statusesFor(event: DownloadEvent): readonly DownloadStatus[] {
  return TRANSITIONS[event].from;
}

/** True when nothing more happens by itself. */
export function isFinal(status: DownloadStatus): boolean {
  return !statusesFor('cancel').includes(status);
}

/** How a video is wanted. */
export interface DownloadOptions {
  quality: Quality;
  subtitles: boolean;
  container: Container;
  /** Higher goes first, of what the same person asked for. */
  priority: number;
}

export const DEFAULT_OPTIONS: DownloadOptions = {
  quality: 'best',
  subtitles: true,
  container: 'mp4',
  priority: 0,
};

/** Which of a source's possible files this is: two requests with the same variant share one. */
export function variantOf(source: VideoSource, { quality, subtitles, container }: DownloadOptions): string {
  const kept = container === 'original' ? '-unchanged' : '';
  if (source === 'google_drive' || source === 'direct_link') return `original${kept}`;
  return `${quality}${subtitles ? '' : '-nosubs'}${kept}`;
}

/** The host that a source is paced as, over all workers; with its port, where that is not the usual one. */
export function hostOf(source: VideoSource, url: string): string {
  if (source === 'youtube') return 'youtube.com';
  if (source === 'google_drive') return 'drive.google.com';
  return new URL(url).host;
}

/** Something about a file that is not as it should be, and was kept all the same. */
export interface MediaWarning {
  code: 'source.partial' | 'container.kept';
  /** In words. */
  message: string;
}

/** What is known of a finished file. */
export interface MediaDescription {
  title: string | null;
  description: string | null;
  durationSeconds: number;
  format: string;
  width: number | null;
  height: number | null;
  videoCodec: string | null;
  audioCodec: string | null;
  extractor: string;
  /** In words, when another height came than was asked for. Files of earlier releases lack it. */
  qualityNote?: string | null;
  /** Languages whose subtitles the site made from the sound. This and what follows came with a later release. */
  automaticSubtitles?: string[];
  /** `2026-11-21`, as its source says. */
  uploadDate?: string | null;
  /** Whose channel or account it is, where the site says it. */
  uploader?: string;
  chapters?: Chapter[];
  warnings?: MediaWarning[];
}

/** One request for one video. */
export interface Download {
  id: string;
  tenantId: string;
  requester: string;
  status: DownloadStatus;
  phase: Phase | null;
  progressPercent: number;
  downloadedBytes: number;
  totalBytes: number | null;
  /** Bytes a second. */
  speed: number | null;
  etaSeconds: number | null;
  source: VideoSource;
  sourceKey: string;
  url: string;
  title: string | null;
  quality: Quality;
  subtitles: boolean;
  container: Container;
  priority: number;
  courseId: string | null;
  courseworkId: string | null;
  credentialId: number | null;
  videoId: string | null;
  batchId: string | null;
  attempt: number;
  runAt: Date;
  /** Why it does not run yet; null unless it is queued. */
  waitingFor: WaitingFor | null;
  errorCode: string | null;
  errorMessage: string | null;
  hint: string | null;
  createdAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  updatedAt: Date;
  file: DownloadedFile | null;
}

/** The stored file a completed download points to. */
export interface DownloadedFile {
  assetId: string;
  storageKey: string;
  thumbnailKey: string | null;
  /** Storage keys by language. */
  subtitles: Record<string, string>;
  sizeBytes: number;
  sha256: string;
  media: MediaDescription;
}
