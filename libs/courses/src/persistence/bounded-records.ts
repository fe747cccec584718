import { boundedText, TEXT_LIMITS } from '@app/kernel';
import type { ClassroomCourse, ClassroomItem } from '@app/google';
import type { Teacher } from '../course';

/*
 * Whoever may write into a course writes as much as they like. What is kept of it is bounded, also where Google's own
 * answer is kept; links are looked for before.
 */

const { title: TITLE, description: DESCRIPTION, url: URL_LENGTH } = TEXT_LIMITS;

export function boundedCourse(course: ClassroomCourse): ClassroomCourse {
  return {
    ...course,
    name: boundedText(course.name, TITLE),
    section: boundedText(course.section, TITLE),
    room: boundedText(course.room, TITLE),
    descriptionHeading: boundedText(course.descriptionHeading, TITLE),
    description: boundedText(course.description, DESCRIPTION),
  };
}

export function boundedTeacher({ id, name }: Teacher): Teacher {
  return { id, name: boundedText(name, TITLE) };
}

export function boundedItem(item: ClassroomItem): ClassroomItem {
  return {
    ...item,
    title: boundedText(item.title, TITLE),
    description: boundedText(item.description, DESCRIPTION),
    text: boundedText(item.text, DESCRIPTION),
  };
}

/** An address that is cut leads nowhere. */
export function boundedAddress(url: string | null): string | null {
  return url !== null && url.length > URL_LENGTH ? null : url;
}
