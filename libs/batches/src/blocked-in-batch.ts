import type { CourseVideo } from '@app/courses';
import type { AppError } from '@app/kernel';
import type { BlockedInBatch } from './batch';

/** It cannot be had from where it is. */
export function blockedByVerdict({ id, title, verdict }: CourseVideo): BlockedInBatch {
  return { video_id: id, title, code: verdict.code, reason: verdict.reason, hint: verdict.hint };
}

/** It could be had, but not stored. */
export function blockedByStorage(refusals: ReadonlyMap<CourseVideo, AppError>): BlockedInBatch[] {
  return [...refusals].map(([{ id, title }, { code, message, hint = null }]) => ({
    video_id: id,
    title,
    code,
    reason: message,
    hint,
  }));
}
