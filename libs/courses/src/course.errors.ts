import { AppError, ERROR_CODES, PermanentError } from '@app/kernel';
import type { SyncState } from './course';

export class CourseNotFound extends AppError {
  constructor(courseId: string) {
    super('course.not-found', `There is no course ${courseId} for this Google account.`, {
      hint: 'List the courses of the account to see which there are.',
    });
  }
}

/** An account whose list of courses is still being read, or was not come to. */
export class CourseListNotRead extends AppError {
  constructor(cause?: unknown) {
    super('course.list-not-read', 'The courses of this Google account have not been read yet.', {
      hint: 'Ask again in a moment.',
      cause,
    });
  }
}

/** What a worker was told when it read the course. */
export class CourseNotRead extends AppError {
  constructor({ errorCode, errorMessage, errorHint }: SyncState) {
    const code = ERROR_CODES.find((known) => known === errorCode) ?? 'internal';
    super(code, errorMessage ?? 'The course could not be read.', { hint: errorHint ?? undefined });
  }
}

/** Three workers in a row died while they read it. Only who asks for a reading tries it again. */
export class CoursePoisonous extends PermanentError {
  constructor() {
    super(
      'course.poison',
      'Reading this course was given up because the worker crashed with it three times.',
      {
        hint: 'Tell the operator; a new sync of the course tries it again.',
      },
    );
  }
}

export class CourseworkNotFound extends AppError {
  constructor(courseworkId: string) {
    super('coursework.not-found', `There is no item ${courseworkId} in this course for this Google account.`);
  }
}

/** Nothing that we have read for the account has this id. */
export class CourseworkUnknown extends AppError {
  constructor(courseworkId: string) {
    super('coursework.not-found', `No item ${courseworkId} is known of this Google account's courses.`, {
      hint: 'Give course_id too, so that the course is read when it was not yet.',
    });
  }
}

/** Google's ids of items are unique within a course. */
export class CourseworkAmbiguous extends AppError {
  constructor(courseworkId: string, courseIds: readonly string[]) {
    super('coursework.ambiguous', `Item ${courseworkId} is in several courses of this Google account.`, {
      hint: `Give course_id too: ${courseIds.join(', ')}.`,
      details: { course_ids: courseIds },
    });
  }
}

export class VideoNotFound extends AppError {
  constructor(videoId: string) {
    super('video.not-found', `There is no video ${videoId} here.`);
  }
}

export class PageTokenInvalid extends AppError {
  constructor() {
    super('request.invalid', 'page_token does not come from this list.', {
      hint: 'Use the next_page_token of the page before, or leave it out.',
      details: { errors: [{ field: 'page_token', message: 'does not come from this list', code: 'format' }] },
    });
  }
}
