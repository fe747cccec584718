import { defineJob } from '@app/queue';
import { IsInt, IsOptional, IsString } from 'class-validator';

export class SyncCoursePayload {
  @IsInt()
  course_id!: number;

  @IsInt()
  credential_id!: number;

  @IsInt()
  dispatch!: number;

  @IsOptional()
  @IsString()
  correlation_id?: string;
}

/** Reads a course from Google. */
export const syncCourseJob = defineJob({
  queue: 'courses',
  name: 'course.sync',
  payload: SyncCoursePayload,
  concurrency: 8,
});
