import {
  DEFAULT_OPTIONS,
  DOWNLOAD_SORTS,
  DOWNLOAD_STATUSES,
  type DownloadOptions,
  type DownloadSort,
  type DownloadStatus,
} from '@app/downloads';
import { type Container, CONTAINERS, QUALITIES, type Quality } from '@app/media';
import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { CredentialId, GoogleId, Optional, QueryBoolean } from '../http/fields';
import { OffsetQuery } from '../http/paging';

export const SOURCES = ['youtube', 'google_drive', 'direct_link', 'other'];

/** How videos are wanted. */
export class DownloadOptionsDto {
  @ApiPropertyOptional({
    enum: QUALITIES,
    default: 'best',
    description: 'tallest picture; for Drive and direct files there is only one',
  })
  @Optional()
  @IsIn(QUALITIES)
  quality?: Quality;

  @ApiPropertyOptional({ default: true, description: 'fetch subtitles where there are some' })
  @Optional()
  @IsBoolean()
  subtitles?: boolean;
}

/** What is null is as good as left out: many programs write every field they know. */
export function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

/** How the videos of one request are wanted. */
export class DownloadRequestOptionsDto extends DownloadOptionsDto {
  @ApiPropertyOptional({
    minimum: 0,
    maximum: 100,
    default: 0,
    description: 'higher goes first, of what the same person asked for',
  })
  @Optional()
  @IsInt()
  @Min(0)
  @Max(100)
  priority?: number;

  @ApiPropertyOptional({
    enum: CONTAINERS,
    default: 'mp4',
    description:
      'mp4: what comes in another container is put into MP4 without encoding it anew; where that cannot be, it is kept and `warnings` says so. original: as its source has it',
  })
  @Optional()
  @IsIn(CONTAINERS)
  container?: Container;
}

const namesItem = (body: CreateDownloadDto) => isGiven(body.course_id) || isGiven(body.coursework_id);
const asksForItem = (body: CreateDownloadDto) =>
  !isGiven(body.video_id) && !isGiven(body.url) && namesItem(body);

/** One of: an item of a course, a video that discovery found, any address; `download-request.forms.ts` describes each. */
export class CreateDownloadDto extends DownloadRequestOptionsDto {
  @IsOptional()
  @GoogleId()
  course_id?: string | null;

  @ValidateIf(asksForItem)
  @GoogleId()
  coursework_id?: string | null;

  @ValidateIf((body: CreateDownloadDto) => isGiven(body.credential_id) || asksForItem(body))
  @CredentialId()
  credential_id?: number | null;

  @IsOptional()
  @IsUUID()
  video_id?: string | null;

  @IsOptional()
  @IsString()
  @MaxLength(4096)
  url?: string | null;
}

export class ListDownloadsQuery extends OffsetQuery {
  @ApiPropertyOptional({ enum: DOWNLOAD_STATUSES })
  @Optional()
  @IsIn(DOWNLOAD_STATUSES)
  status?: DownloadStatus;

  @ApiPropertyOptional()
  @Optional()
  @IsString()
  @MaxLength(255)
  course_id?: string;

  @ApiPropertyOptional()
  @Optional()
  @CredentialId()
  credential_id?: number;

  @ApiPropertyOptional({ format: 'uuid' })
  @Optional()
  @IsUUID()
  batch_id?: string;

  @ApiPropertyOptional({ enum: SOURCES })
  @Optional()
  @IsIn(SOURCES)
  source?: string;

  @ApiPropertyOptional({ description: 'part of the title' })
  @Optional()
  @IsString()
  @MaxLength(200)
  q?: string;

  @ApiPropertyOptional({ enum: DOWNLOAD_SORTS, default: '-created_at' })
  @Optional()
  @IsIn(DOWNLOAD_SORTS)
  sort: DownloadSort = '-created_at';
}

export class CancelQuery {
  @ApiPropertyOptional({
    default: false,
    description: 'also removes a finished download, and its file when nothing else points to it',
  })
  @Optional()
  @QueryBoolean()
  purge: boolean = false;
}

export class FileQuery {
  @ApiPropertyOptional({ default: false, description: 'asks the browser to save instead of to play' })
  @Optional()
  @QueryBoolean()
  download: boolean = false;
}

export function optionsFrom(
  body: DownloadOptionsDto & Pick<CreateDownloadDto, 'priority' | 'container'>,
): DownloadOptions {
  return {
    quality: body.quality ?? DEFAULT_OPTIONS.quality,
    subtitles: body.subtitles ?? DEFAULT_OPTIONS.subtitles,
    container: body.container ?? DEFAULT_OPTIONS.container,
    priority: body.priority ?? DEFAULT_OPTIONS.priority,
  };
}
