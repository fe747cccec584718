import { type Course, warningsOf } from '@app/courses';
import { ApiProperty } from '@nestjs/swagger';

export class CourseWarningDto {
  @ApiProperty({ enum: ['drive.folder-truncated'] }) code!: string;

  @ApiProperty({
    example: 'One item links to a Drive folder with more than 10,000 files: the rest was not read.',
  })
  message!: string;
}

export class SyncDto {
  @ApiProperty({ enum: ['never', 'queued', 'running', 'done', 'failed'], example: 'done' }) status!: string;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) synced_at!: Date | null;

  @ApiProperty({
    type: [String],
    description: "kinds that the account didn't allow access to",
    example: [],
  })
  unread_kinds!: string[];

  @ApiProperty({ nullable: true, type: String }) error_code!: string | null;
  @ApiProperty({ nullable: true, type: String }) error_message!: string | null;

  @ApiProperty({
    type: [CourseWarningDto],
    description: 'what may be missing although it was read to its end',
  })
  warnings!: CourseWarningDto[];
}

export function syncDto(course: Course): SyncDto {
  const { sync } = course;
  return {
    status: sync.status,
    synced_at: sync.syncedAt,
    unread_kinds: sync.unreadKinds,
    error_code: sync.errorCode,
    error_message: sync.errorMessage,
    warnings: warningsOf(course),
  };
}
