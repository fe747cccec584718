import { DOWNLOAD_SORTS, DOWNLOAD_STATUSES, type DownloadSort, type DownloadStatus } from '@app/downloads';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength, ValidateIf } from 'class-validator';
import { CredentialId, GoogleId, Optional, QueryBoolean } from '../http/fields';
import { OffsetQuery } from '../http/paging';
import { isGiven, DownloadRequestOptionsDto } from './download-options.dto';

export const SOURCES = ['youtube', 'google_drive', 'direct_link', 'other'];

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
