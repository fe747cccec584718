import { DEFAULT_OPTIONS, type DownloadOptions } from '@app/downloads';
import { type Container, CONTAINERS, QUALITIES, type Quality } from '@app/media';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { Optional, OptionalEnum } from '../http/fields';

/** How videos are wanted. */
export class DownloadOptionsDto {
  @OptionalEnum(QUALITIES, {
    default: 'best',
    description: 'tallest picture; for Drive and direct files there is only one',
  })
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

  @OptionalEnum(CONTAINERS, {
    default: 'mp4',
    description:
      'mp4: what comes in another container is put into MP4 without encoding it anew; where that cannot be, it is kept and `warnings` says so. original: as its source has it',
  })
  container?: Container;
}

export function optionsFrom(
  body: DownloadOptionsDto & Pick<DownloadRequestOptionsDto, 'priority' | 'container'>,
): DownloadOptions {
  return {
    quality: body.quality ?? DEFAULT_OPTIONS.quality,
    subtitles: body.subtitles ?? DEFAULT_OPTIONS.subtitles,
    container: body.container ?? DEFAULT_OPTIONS.container,
    priority: body.priority ?? DEFAULT_OPTIONS.priority,
  };
}
