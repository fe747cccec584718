import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsTimeZone, MaxLength } from 'class-validator';
import { Optional, QueryInteger } from '../http/fields';

const MAX_DAYS = 92;

export class LocalDayQuery {
  @ApiPropertyOptional({
    description: 'in which a day begins at midnight, as IANA names it',
    default: 'UTC',
    example: 'America/Sao_Paulo',
  })
  @Optional()
  @MaxLength(64)
  @IsTimeZone()
  time_zone: string = 'UTC';
}

export class DownloadDaysQuery extends LocalDayQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MAX_DAYS, default: 28 })
  @Optional()
  @QueryInteger({ min: 1, max: MAX_DAYS })
  days: number = 28;
}

export class DownloadDayDto {
  @ApiProperty({ format: 'date', example: '2026-11-22' }) date!: string;
  @ApiProperty({ example: 31 }) completed!: number;
  @ApiProperty({ description: 'a download that is tried again may fail again', example: 2 }) failed!: number;
  @ApiProperty({ example: 0 }) cancelled!: number;

  @ApiProperty({ description: 'fetched; a file that was stored already counts nothing', example: 7516192768 })
  bytes!: number;
}

export class DownloadDaysDto {
  @ApiProperty({ example: 'America/Sao_Paulo' }) time_zone!: string;

  @ApiProperty({ type: [DownloadDayDto], description: 'every day, the oldest first and today last' })
  days!: DownloadDayDto[];
}

export class RequestedLatelyDto {
  @ApiProperty({ example: 'America/Sao_Paulo' }) time_zone!: string;
  @ApiProperty({ description: 'since midnight; counted up to 100,000', example: 12 }) today!: number;
  @ApiProperty({ description: 'since Monday; counted up to 100,000', example: 57 }) this_week!: number;
}
