import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';

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
  @ApiProperty({ example: 'received' }) status!: string;
}
