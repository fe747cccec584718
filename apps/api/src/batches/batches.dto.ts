import {
  type Batch,
  BATCH_STATUSES,
  batchEta,
  type BatchEstimate,
  batchPercent,
  batchStatus,
  type BlockedInBatch,
} from '@app/batches';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn } from 'class-validator';
import { CredentialQuery } from '../courses/courses.dto';
import { CourseWarningDto } from '../courses/course-sync.dto';
import { DownloadOptionsDto } from '../downloads/download-options.dto';
import { BlockedProblem } from '../docs/problem.dto';
import { PROGRESS } from '../docs/progress';
import { CredentialId, Optional } from '../http/fields';
import { OffsetPageDto } from '../http/paging';

const KINDS = ['assignment', 'material', 'announcement'] as const;
type Kind = (typeof KINDS)[number];

export class DownloadCourseDto extends DownloadOptionsDto {
  @ApiProperty({ description: 'the Google account to fetch with', example: 1 })
  @CredentialId()
  credential_id!: number;

  @ApiPropertyOptional({ enum: KINDS, isArray: true, description: 'all kinds unless given' })
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(KINDS, { each: true })
  kinds?: Kind[];

  @ApiPropertyOptional({ default: false, description: 'leave out what you have already' })
  @Optional()
  @IsBoolean()
  skip_existing?: boolean;
}

export class EstimateQuery extends CredentialQuery {}

export class BlockedInBatchDto extends BlockedProblem {
  @ApiProperty({ format: 'uuid' }) video_id!: string;
}

export class BatchDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' }) job_id!: string;
  @ApiProperty({ enum: BATCH_STATUSES, example: 'in_progress' }) status!: string;
  @ApiProperty({ example: '702516387042' }) course_id!: string;

  @ApiProperty({
    nullable: true,
    type: Number,
    description: 'null when the account was removed with its owner',
    example: 1,
  })
  credential_id!: number | null;

  @ApiProperty({ enum: KINDS, isArray: true }) kinds!: string[];

  @ApiProperty({ nullable: true, type: Number, description: 'null until the course is read', example: 12 })
  total!: number | null;

  @ApiProperty({ nullable: true, type: Number, example: 12 }) total_videos!: number | null;
  @ApiProperty({ example: 5 }) completed!: number;
  @ApiProperty({ example: 5 }) completed_videos!: number;
  @ApiProperty({ description: 'running now', example: 2 }) in_progress!: number;
  @ApiProperty({ example: 4 }) queued!: number;
  @ApiProperty({ example: 1 }) failed!: number;
  @ApiProperty({ example: 1 }) failed_videos!: number;
  @ApiProperty({ example: 0 }) cancelled!: number;
  @ApiProperty({ description: 'left out because you have them', example: 0 }) skipped!: number;
  @ApiProperty({ description: 'left out because they cannot be had', example: 1 }) blocked!: number;
  @ApiProperty({ type: [BlockedInBatchDto] }) blocked_videos!: BlockedInBatchDto[];

  @ApiProperty({ type: [CourseWarningDto], description: 'what the course may have beyond this' })
  warnings!: CourseWarningDto[];

  @ApiProperty({ example: 52428800 }) downloaded_bytes!: number;

  @ApiProperty({
    nullable: true,
    type: Number,
    description: 'null while a size is unknown',
    example: 104857600,
  })
  total_bytes!: number | null;

  @ApiProperty(PROGRESS) percent!: number;

  @ApiProperty({ nullable: true, type: Number, description: 'seconds left', example: 40 })
  eta!: number | null;

  @ApiProperty({ nullable: true, type: String }) error_code!: string | null;
  @ApiProperty({ nullable: true, type: String }) error_message!: string | null;
  @ApiProperty({ format: 'date-time' }) created_at!: Date;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) completed_at!: Date | null;
}

export class BatchListDto extends OffsetPageDto {
  @ApiProperty({ type: [BatchDto] }) batches!: BatchDto[];
}

export class CourseEstimateDto {
  @ApiProperty({ description: 'videos that can be had and stored', example: 12 }) videos!: number;
  @ApiProperty({ description: 'of those, the ones you have already', example: 2 }) existing!: number;

  @ApiProperty({
    description: 'known bytes of what is missing and may be stored, each file once',
    example: 1073741824,
  })
  bytes!: number;

  @ApiProperty({ description: 'files whose size only the download will tell', example: 3 }) unsized!: number;
  @ApiProperty({ type: [BlockedInBatchDto] }) blocked!: BlockedInBatchDto[];

  @ApiProperty({ description: 'of the blocked ones, those that exceed what may be stored', example: 0 })
  over_quota!: number;

  @ApiProperty({ nullable: true, type: Number, example: 53687091200 }) disk_free_bytes!: number | null;

  @ApiProperty({
    nullable: true,
    type: Number,
    description: 'of those, what may be stored: some always stay free',
    example: 52613349376,
  })
  disk_usable_bytes!: number | null;

  @ApiProperty({ nullable: true, type: Boolean, description: 'whether the known bytes fit', example: true })
  fits!: boolean | null;

  @ApiProperty({ type: [CourseWarningDto], description: 'what the course may have beyond this' })
  warnings!: CourseWarningDto[];
}

export function batchDto(batch: Batch): BatchDto {
  const { counts } = batch;
  const known = batch.stage !== 'discovering';
  return {
    job_id: batch.id,
    status: batchStatus(batch),
    course_id: batch.courseId,
    credential_id: batch.credentialId,
    kinds: batch.kinds,
    total: known ? counts.total : null,
    total_videos: known ? counts.total : null,
    completed: counts.completed,
    completed_videos: counts.completed,
    in_progress: counts.running,
    queued: counts.queued,
    failed: counts.failed,
    failed_videos: counts.failed,
    cancelled: counts.cancelled,
    skipped: batch.skipped,
    blocked: batch.blocked.length,
    blocked_videos: batch.blocked.map(blockedDto),
    warnings: batch.warnings,
    downloaded_bytes: counts.downloadedBytes,
    total_bytes: known && counts.unsized === 0 ? counts.totalBytes : null,
    percent: known ? batchPercent(counts) : 0,
    eta: batchEta(counts),
    error_code: batch.errorCode,
    error_message: batch.errorMessage,
    created_at: batch.createdAt,
    completed_at: batch.completedAt,
  };
}

export function courseEstimateDto(estimate: BatchEstimate): CourseEstimateDto {
  const { diskFreeBytes, diskUsableBytes, blocked, overQuota, ...rest } = estimate;
  return {
    ...rest,
    blocked: blocked.map(blockedDto),
    over_quota: overQuota,
    disk_free_bytes: diskFreeBytes,
    disk_usable_bytes: diskUsableBytes,
  };
}

function blockedDto({ video_id, title, code, reason, hint }: BlockedInBatch): BlockedInBatchDto {
  return { video_id, title, code, reason, hint };
}
