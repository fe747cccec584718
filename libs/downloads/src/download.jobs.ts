import { defineJob, JobPayload } from '@app/queue';
import { IsInt, IsUUID } from 'class-validator';
import type { Phase } from './download';

export class RunDownloadPayload extends JobPayload {
  @IsUUID()
  download_id!: string;

  /** Of the row when this job was made; a job of an older one does nothing. */
  @IsInt()
  generation!: number;
}

/** What a run reports of itself through its job, at most twice a second. */
export interface DownloadProgressEvent {
  download_id: string;
  tenant_id: string;
  run_id: string;
  phase: Phase;
  /** Below 100 until the file is stored. */
  progress_percent: number;
  downloaded_bytes: number;
  total_bytes: number | null;
  /** Bytes a second. */
  speed: number | null;
  /** In seconds. */
  eta: number | null;
}

/** One run of one download. */
export const runDownloadJob = defineJob({
  queue: 'downloads',
  name: 'download.run',
  payload: RunDownloadPayload,
  concurrency: 'slots',
});

/** Unique for every generation, so that an id never collides with a finished job. */
export function downloadJobId(downloadId: string, generation: number): string {
  return `download-${downloadId}-${String(generation)}`;
}
