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
  const items = truncatedItems === 1 ? 'One item links' : `${String(truncatedItems)} items link`;
  const limits = `${MAX_DRIVE_FILES.toLocaleString('en')} files or ${String(MAX_FOLDER_DEPTH)} levels of folders`;
  const message = `${items} to a Drive folder with more than ${limits}: the rest of it was not read. Link to smaller folders to get all of it.`;
  return [{ code: 'drive.folder-truncated', message }];
}
