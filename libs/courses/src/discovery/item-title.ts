import type { ClassroomItem } from '@app/google';
import { trimEndOf } from '@app/kernel';

const MAX_TITLE_LENGTH = 80;
/** What is read of a text to find the beginning of a title in it. */
const MAX_READ_LENGTH = 5_000;

/** What to call a video that has no name of its own: the item's title, or how its text begins. */
export function titleOf({
  title,
  text,
  description,
}: Pick<ClassroomItem, 'title' | 'text' | 'description'>): string | null {
  const whole = (title ?? text ?? description ?? '').slice(0, MAX_READ_LENGTH);
  const line = whole.replace(/https?:\S+/g, '').split('\n')[0] ?? '';
  const trimmed = trimEndOf(line.replace(/\s+/g, ' ').trim(), /[\s:;,–-]/);
  if (trimmed === '') return null;
  return trimmed.length > MAX_TITLE_LENGTH ? `${trimmed.slice(0, MAX_TITLE_LENGTH - 1)}…` : trimmed;
}
