import { text } from '@app/texts';
import type { Course } from './course';
import { MAX_DRIVE_FILES, MAX_FOLDER_DEPTH } from './discovery/drive-explorer';

/** Something that a course may have and we did not find. */
export interface CourseWarning {
  code: 'drive.folder-truncated';
  /** In words. */
  message: string;
}

/** What may be missing although the course was read to its end. */
export function warningsOf({ sync: { truncatedItems } }: Pick<Course, 'sync'>): CourseWarning[] {
  if (truncatedItems === 0) return [];
  const limits = { files: MAX_DRIVE_FILES, levels: MAX_FOLDER_DEPTH };
  const message = text('warning.drive.folder-truncated', 'en', { items: truncatedItems, ...limits });
  return [{ code: 'drive.folder-truncated', message }];
}
