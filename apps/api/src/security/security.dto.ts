import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, Length, MaxLength, ValidateIf } from 'class-validator';
import { Optional } from '../http/fields';

export const REPORT_KINDS = ['suspicious-activity', 'lost-key', 'wrong-access', 'other'] as const;

export class ReportIncidentDto {
  @ApiProperty({ enum: REPORT_KINDS, example: 'suspicious-activity' })
  @IsIn(REPORT_KINDS)
  kind!: (typeof REPORT_KINDS)[number];

  @ApiProperty({ minLength: 1, maxLength: 2000, example: 'Somebody signed in as me at night.' })
  @IsString()
  @Length(1, 2000)
  message!: string;
}

export class ReportedIncidentDto {
  @ApiProperty({ example: 'received' })
  status!: string;
}

/** One or more of them. */
export class ValidateInputDto {
  @ApiPropertyOptional({ example: 'https://www.youtube.com/watch?v=jNQXAC9IVRw' })
  @ValidateIf(
    ({ url, file_type, quality, format }: ValidateInputDto) =>
      url !== undefined || (file_type ?? quality ?? format) === undefined,
  )
  @IsString({ context: { missing: 'url is required, or file_type, quality or format' } })
  @MaxLength(10_000)
  url?: string;

  @ApiPropertyOptional({ description: 'file extension or media type', example: 'video/mp4' })
  @Optional()
  @IsString()
  @MaxLength(200)
  file_type?: string;

  @ApiPropertyOptional({ example: '720' })
  @Optional()
  @IsString()
  @MaxLength(200)
  quality?: string;

  @ApiPropertyOptional({ description: 'container', example: 'mp4' })
  @Optional()
  @IsString()
  @MaxLength(200)
  format?: string;
}

export class InputProblemDto {
  @ApiProperty({ example: 'url' })
  field!: string;

  @ApiProperty({ example: 'egress.forbidden' })
  code!: string;

  @ApiProperty({ example: 'The address 127.0.0.1 is not on the public internet and may not be reached.' })
  message!: string;
}

export class ValidationResultDto {
  @ApiProperty({ example: false })
  valid!: boolean;

  @ApiProperty({ type: [InputProblemDto], description: 'why not; empty when it is valid' })
  reasons!: InputProblemDto[];

  @ApiProperty({
    nullable: true,
    type: String,
    enum: ['youtube', 'google_drive', 'direct_link', 'other', null],
    description: 'what the url is, when it is one',
    example: null,
  })
  source!: string | null;
}
