import { DOWNLOAD_SORTS, DOWNLOAD_STATUSES, type DownloadSort, type DownloadStatus } from '@app/downloads';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, MaxLength, ValidateIf } from 'class-validator';
import {
  CredentialId,
  GoogleId,
  Optional,
  OptionalEnum,
  OptionalString,
  OptionalQueryBoolean,
} from '../http/fields';
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
  @OptionalEnum(DOWNLOAD_STATUSES)
  status?: DownloadStatus;

  @OptionalString({ max: 255 })
  course_id?: string;

  @ApiPropertyOptional()
  @Optional()
  @CredentialId()
  credential_id?: number;

  @ApiPropertyOptional({ format: 'uuid' })
  @Optional()
  @IsUUID()
  batch_id?: string;

  @OptionalEnum(SOURCES)
  source?: string;

  @OptionalString({ max: 200, description: 'part of the title' })
  q?: string;

  @OptionalEnum(DOWNLOAD_SORTS, { default: '-created_at' })
  sort: DownloadSort = '-created_at';
}

export class CancelQuery {
  @OptionalQueryBoolean({
    default: false,
    description: 'also removes a finished download, and its file when nothing else points to it',
  })
  purge: boolean = false;
}

export class FileQuery {
  @OptionalQueryBoolean({ default: false, description: 'asks the browser to save instead of to play' })
  download: boolean = false;
}
