import { defineJob } from '@app/queue';
import { IsInt, IsOptional, IsString, IsUUID } from 'class-validator';

export class RunDownloadPayload {
  @IsUUID()
  download_id!: string;

  /** Which handing-over of the row this job stands for; an older one does nothing. */
  @IsInt()
  dispatch!: number;

  @IsOptional()
  @IsString()
  correlation_id?: string;
}

/** One run of one download. */
export const runDownloadJob = defineJob({
  queue: 'downloads',
  name: 'download.run',
  payload: RunDownloadPayload,
  concurrency: 'slots',
});

/** Unique for every handing-over, so that an id never collides with a finished job. */
export function downloadJobId(downloadId: string, dispatch: number): string {
  return `download-${downloadId}-${String(dispatch)}`;
}
