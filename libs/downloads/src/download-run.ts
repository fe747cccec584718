import type { VideoSource } from '@app/courses';
import type { Container, Quality } from '@app/media';
import type { DownloadedFile, Phase } from './download';

/** One run of a download by one worker. Everything it writes counts only while `runId` is still the row's. */
export interface DownloadRun {
  downloadId: string;
  tenantId: string;
  /** Who asked: `user:<uuid>` or `key:<uuid>`. */
  requester: string;
  runId: string;
  /** The run before, whose partial file may be gone on with. */
  previousRunId: string | null;
  generation: number;
  attempt: number;
  crashCount: number;
  source: VideoSource;
  sourceKey: string;
  variant: string;
  url: string;
  host: string;
  resourceKey: string | null;
  credentialId: number | null;
  title: string | null;
  quality: Quality;
  subtitles: boolean;
  container: Container;
  correlationId: string | null;
  /** Of the file that the run before had, which was not whole. */
  incompleteSha256: string | null;
  progressPercent: number;
  /** It finds out whether its host, or the uplink, is well again. */
  hostIsProbed: boolean;
  /** When its first run began. */
  startedAt: Date;
}

/** What a worker finds when it takes a job. */
export type Claim =
  /** It fetches the file, for itself and for all who wait for it. */
  | { kind: 'lead'; run: DownloadRun; assetId: string }
  /** The file is there already; it remains to be shown that the requester may have it. */
  | { kind: 'reuse'; run: DownloadRun; file: DownloadedFile; sourceVersion: string | null }
  /** Another run fetches it; the row waits without a job. */
  | { kind: 'waiting' }
  /** The job is outdated: the row was cancelled, or handed over anew. */
  | { kind: 'obsolete' };

export interface RunProgress {
  phase: Phase;
  /** With one decimal. */
  percent: number;
  downloadedBytes: number;
  totalBytes: number | null;
  speed: number | null;
  etaSeconds: number | null;
}

/** A stored and verified file. */
export interface StoredMedia extends Omit<DownloadedFile, 'assetId'> {
  /** A thumbnail is still to be made of these. */
  keyFramesKey: string | null;
  sourceVersion: string | null;
}

/** As the row tells it. */
export interface RunError {
  code: string;
  message: string;
  hint: string | null;
}
