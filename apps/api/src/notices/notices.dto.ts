import { type Notice, NOTICE_KINDS, noticeData } from '@app/realtime';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { Optional, OptionalEnum } from '../http/fields';

const MAX_HOURS = 30 * 24;

export class CreateNoticeDto {
  @ApiProperty({ minLength: 1, maxLength: 500, example: 'Maintenance on Saturday from 20:00 to 21:00.' })
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  message!: string;

  @OptionalEnum(NOTICE_KINDS, { default: 'info' })
  kind: (typeof NOTICE_KINDS)[number] = 'info';

  @ApiPropertyOptional({
    minimum: 1,
    maximum: MAX_HOURS,
    default: 24,
    description: 'for how many hours it holds',
  })
  @Optional()
  @IsInt()
  @Min(1)
  @Max(MAX_HOURS)
  hours: number = 24;

  @ApiPropertyOptional({ default: false, description: 'for every tenant: super-admins only' })
  @Optional()
  @IsBoolean()
  for_all: boolean = false;
}

export class NoticeDto {
  @ApiProperty({ format: 'uuid', example: '01890a5d-ac96-774b-bcce-b302099a8057' }) id!: string;
  @ApiProperty({ enum: NOTICE_KINDS, example: 'maintenance' }) kind!: string;
  @ApiProperty({ example: 'Maintenance on Saturday from 20:00 to 21:00.' }) message!: string;
  @ApiProperty({ description: 'for every tenant' }) for_all!: boolean;
  @ApiProperty({ format: 'date-time' }) created_at!: Date;
  @ApiProperty({ format: 'date-time' }) ends_at!: Date;
}

export class NoticeListDto {
  @ApiProperty({ type: [NoticeDto] }) notices!: NoticeDto[];
}

export function noticeDto(notice: Notice): NoticeDto {
  return noticeData(notice);
}
