import {
  type BlockedVideo,
  type Download,
  DOWNLOAD_ACTIONS,
  DOWNLOAD_STATUSES,
  type DownloadAction,
  WAITING_CODES,
} from '@app/downloads';
import { QUALITIES } from '@app/media';
import { ApiProperty } from '@nestjs/swagger';
import { VerdictDto } from '../courses/videos.dto';
import { SOURCES } from './download-requests.dto';
import { listedMetadata, metadataDto, VideoMetadataDto } from './video-metadata.dto';
import { PROGRESS } from '../docs/progress';
import { OffsetPageDto } from '../http/paging';

export class WaitingForDto {
  @ApiProperty({ enum: WAITING_CODES, example: 'host-paused' }) code!: string;
  @ApiProperty({ example: 'youtube.com asked us to slow down. Its downloads are paused.' }) message!: string;

  @ApiProperty({ nullable: true, type: String, format: 'date-time', description: 'where it is known' })
  until!: Date | null;
}

export class WarningDto {
  @ApiProperty({ enum: ['source.partial', 'container.kept'] }) code!: string;

  @ApiProperty({ example: 'The source has only a part of this video: it ends in the middle.' })
  message!: string;
}

export class DownloadDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' }) id!: string;
  @ApiProperty({ enum: DOWNLOAD_STATUSES, example: 'running' }) status!: string;

  @ApiProperty({
    nullable: true,
    enum: ['resolving', 'downloading', 'merging', 'storing', null],
    example: 'downloading',
  })
  phase!: string | null;

  @ApiProperty(PROGRESS) progress_percent!: number;
  @ApiProperty({ example: 4404019 }) downloaded_bytes!: number;
  @ApiProperty({ nullable: true, type: Number, example: 10485760 }) total_bytes!: number | null;

  @ApiProperty({ nullable: true, type: Number, description: 'bytes a second', example: 1048576 })
  speed!: number | null;

  @ApiProperty({ nullable: true, type: Number, description: 'seconds left', example: 6 }) eta!: number | null;

  @ApiProperty({
    nullable: true,
    type: String,
    description: 'where the file lies in the storage',
    example: 'school/0a/0af12364-35a2-4f8a-890d-c15a187b4133.mp4',
  })
  file_path!: string | null;

  @ApiProperty({ nullable: true, type: Number, example: 10485760 }) file_size_bytes!: number | null;
  @ApiProperty({ nullable: true, type: String }) sha256!: string | null;
  @ApiProperty({ enum: SOURCES, example: 'google_drive' }) source!: string;
  @ApiProperty({ example: 'https://drive.google.com/file/d/1AbCdEf/view' }) video_url!: string;
  @ApiProperty({ nullable: true, type: String }) title!: string | null;
  @ApiProperty({ nullable: true, type: String }) course_id!: string | null;
  @ApiProperty({ nullable: true, type: String }) coursework_id!: string | null;
  @ApiProperty({ nullable: true, type: Number }) credential_id!: number | null;
  @ApiProperty({ nullable: true, type: String, format: 'uuid' }) video_id!: string | null;
  @ApiProperty({ nullable: true, type: String, format: 'uuid' }) batch_download_id!: string | null;
  @ApiProperty({ enum: QUALITIES, example: 'best' }) quality!: string;
  @ApiProperty({ nullable: true, type: VideoMetadataDto }) video_metadata!: VideoMetadataDto | null;

  @ApiProperty({ type: [WarningDto], description: 'what is not as it should be with the file that was kept' })
  warnings!: WarningDto[];

  @ApiProperty({ nullable: true, type: WaitingForDto, description: 'why a queued one does not run yet' })
  waiting_for!: WaitingForDto | null;

  @ApiProperty({ nullable: true, type: String, example: null }) error_code!: string | null;
  @ApiProperty({ nullable: true, type: String }) error_message!: string | null;

  @ApiProperty({ nullable: true, type: String, description: 'what to do about the error' })
  hint!: string | null;

  @ApiProperty({ description: 'higher goes first, of what the same person asked for', example: 0 })
  priority!: number;

  @ApiProperty({ description: 'runs that were spent', example: 0 }) retry_count!: number;
  @ApiProperty({ format: 'date-time' }) created_at!: Date;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) started_at!: Date | null;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) completed_at!: Date | null;
  @ApiProperty({ format: 'date-time' }) updated_at!: Date;

  @ApiProperty({
    enum: DOWNLOAD_ACTIONS,
    isArray: true,
    description: 'what the caller may do to it now; none to what is only shared with them',
    example: ['delete'],
  })
  actions!: DownloadAction[];
}

export class BlockedVideoDto {
  @ApiProperty({ format: 'uuid' }) video_id!: string;
  @ApiProperty({ nullable: true, type: String }) title!: string | null;
  @ApiProperty({ type: VerdictDto }) verdict!: VerdictDto;
}

/** The first download's fields, and all of them. */
export class CreatedDownloadDto extends DownloadDto {
  @ApiProperty({ format: 'uuid' }) download_id!: string;

  @ApiProperty({ nullable: true, type: Number, description: 'bytes, as far as known', example: 10485760 })
  estimated_size!: number | null;

  @ApiProperty({ type: [DownloadDto] }) downloads!: DownloadDto[];

  @ApiProperty({ type: [BlockedVideoDto], description: 'videos of the item that cannot be had, and why' })
  blocked!: BlockedVideoDto[];
}

export class DownloadListDto extends OffsetPageDto {
  @ApiProperty({ type: [DownloadDto] }) downloads!: DownloadDto[];

  @ApiProperty({ description: 'false when there are more: `total` counts up to 10,000', example: true })
  total_is_exact!: boolean;
}

export class RetryResultDto {
  @ApiProperty({ description: 'how many were queued again', example: 3 }) retried!: number;
}

export function blockedDto({ videoId, title, verdict }: BlockedVideo): BlockedVideoDto {
  const { state, code, reason, hint, checkedAt } = verdict;
  return { video_id: videoId, title, verdict: { state, code, reason, hint, checked_at: checkedAt } };
}

export function downloadDto(download: Download, actions: DownloadAction[]): DownloadDto {
  const { file } = download;
  return {
    id: download.id,
    status: download.status,
    phase: download.phase,
    progress_percent: download.progressPercent,
    downloaded_bytes: download.downloadedBytes,
    total_bytes: download.totalBytes,
    speed: download.speed,
    eta: download.etaSeconds,
    file_path: file?.storageKey ?? null,
    file_size_bytes: file?.sizeBytes ?? null,
    sha256: file?.sha256 ?? null,
    source: download.source,
    video_url: download.url,
    title: download.title,
    course_id: download.courseId,
    coursework_id: download.courseworkId,
    credential_id: download.credentialId,
    video_id: download.videoId,
    batch_download_id: download.batchId,
    quality: download.quality,
    video_metadata: metadataDto(download),
    warnings: file?.media.warnings ?? [],
    waiting_for: download.waitingFor,
    error_code: download.errorCode,
    error_message: download.errorMessage,
    hint: download.hint,
    priority: download.priority,
    retry_count: download.attempt,
    created_at: download.createdAt,
    started_at: download.startedAt,
    completed_at: download.completedAt,
    updated_at: download.updatedAt,
    actions,
  };
}

/** As it stands in a list. */
export function listedDto(download: DownloadDto): DownloadDto {
  const { video_metadata: metadata } = download;
  return { ...download, video_metadata: metadata && listedMetadata(metadata) };
}
