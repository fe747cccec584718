import { defineJob, JobPayload } from '@app/queue';
import { IsInt } from 'class-validator';

export class SyncCoursePayload extends JobPayload {
  @IsInt()
  course_id!: number;

  @IsInt()
  credential_id!: number;

  @IsInt()
  generation!: number;
}

/** Reads a course from Google. */
export const syncCourseJob = defineJob({
  queue: 'courses',
  name: 'course.sync',
  payload: SyncCoursePayload,
  concurrency: 8,
});
