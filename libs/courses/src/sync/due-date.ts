import type { ClassroomItem } from '@app/google';

/** Classroom gives date and time apart, in UTC; a date alone means the end of that day. */
export function dueDateOf({ dueDate, dueTime }: Pick<ClassroomItem, 'dueDate' | 'dueTime'>): Date | null {
  if (!dueDate?.year || !dueDate.month || !dueDate.day) return null;
  const { hours, minutes } = dueTime ?? { hours: 23, minutes: 59 };
  return new Date(Date.UTC(dueDate.year, dueDate.month - 1, dueDate.day, hours ?? 0, minutes ?? 0));
}
