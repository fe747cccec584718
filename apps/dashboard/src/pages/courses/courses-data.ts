import { answerOf, api, type Schemas } from '../../api/client';

export type Account = Schemas['Credential'];
export type Course = Schemas['Course'];
export type Coverage = Schemas['Coverage'];
export type CoverageState = Schemas['CoverageState'];
export type Item = Schemas['Coursework'];
export type Video = Schemas['Video'];
export type Estimate = Schemas['CourseEstimate'];

export async function listAccounts(): Promise<Account[]> {
  return (await answerOf(api.GET('/api/v1/credentials', { params: { query: { limit: 100 } } }))).credentials;
}

export async function listCourses(credential_id: number): Promise<Course[]> {
  const courses: Course[] = [];
  let page_token: string | undefined;
  do {
    const query = { credential_id, page_size: 200, ...(page_token === undefined ? {} : { page_token }) };
    const page = await answerOf(api.GET('/api/v1/courses', { params: { query } }));
    courses.push(...page.courses);
    page_token = page.next_page_token ?? undefined;
  } while (page_token !== undefined);
  return courses;
}

/** By course; one in which no video is known is missing. */
export async function listCoverage(credential_id: number): Promise<Map<string, Coverage>> {
  const found = new Map<string, Coverage>();
  const limit = 500;
  for (let offset = 0, total = 1; offset < total; offset += limit) {
    const query = { credential_id, limit, offset };
    const page = await answerOf(api.GET('/api/v1/courses/coverage', { params: { query } }));
    for (const coverage of page.coverage) found.set(coverage.course_id, coverage);
    total = page.total;
  }
  return found;
}

/** Reads the course from Google first, where it was never read. */
export async function listItems(course_id: string, credential_id: number): Promise<Item[]> {
  const items: Item[] = [];
  let page_token: string | undefined;
  do {
    const query = { credential_id, page_size: 200, ...(page_token === undefined ? {} : { page_token }) };
    const page = await answerOf(
      api.GET('/api/v1/courses/{course_id}/coursework', { params: { path: { course_id }, query } }),
    );
    items.push(...page.coursework);
    page_token = page.next_page_token ?? undefined;
  } while (page_token !== undefined);
  return items;
}

const ofCourse = (course_id: string, credential_id: number) => ({
  params: { path: { course_id }, query: { credential_id } },
});

export function findCourse(courseId: string, accountId: number): Promise<Course> {
  return answerOf(api.GET('/api/v1/courses/{course_id}', ofCourse(courseId, accountId)));
}

export function findCoverage(courseId: string, accountId: number): Promise<Schemas['CourseCoverage']> {
  return answerOf(api.GET('/api/v1/courses/{course_id}/coverage', ofCourse(courseId, accountId)));
}

export function estimate(courseId: string, accountId: number): Promise<Estimate> {
  return answerOf(
    api.GET('/api/v1/courses/{course_id}/download-all/estimate', ofCourse(courseId, accountId)),
  );
}

export function readAgain(courseId: string, accountId: number): Promise<Course> {
  return answerOf(api.POST('/api/v1/courses/{course_id}/sync', ofCourse(courseId, accountId)));
}

export function downloadMissing(course_id: string, credential_id: number): Promise<Schemas['Batch']> {
  const body = { credential_id, skip_existing: true };
  return answerOf(
    api.POST('/api/v1/courses/{course_id}/download-all', { params: { path: { course_id } }, body }),
  );
}

/** One after the other: a few are chosen by hand, a whole course is a batch. What is refused holds up nothing else. */
export async function downloadVideos(
  videoIds: readonly string[],
  credential_id: number,
): Promise<{ refused: string[]; error: unknown }> {
  const refused: string[] = [];
  let error: unknown;
  for (const video_id of videoIds) {
    try {
      await answerOf(api.POST('/api/v1/downloads', { body: { video_id, credential_id } }));
    } catch (refusal) {
      refused.push(video_id);
      error ??= refusal;
    }
  }
  return { refused, error };
}

/** Leaves for Google, and comes back to what it allowed. */
export async function connectAccount(loginHint?: string | null): Promise<void> {
  const body = { return_to: '/app/connected', ...(loginHint ? { login_hint: loginHint } : {}) };
  location.assign((await answerOf(api.POST('/api/v1/credentials/connect', { body }))).url);
}

export async function disconnectAccount(id: number): Promise<void> {
  await answerOf(api.DELETE('/api/v1/credentials/{id}', { params: { path: { id } } }));
}

/** What changes while somebody looks is asked for again; the rest is not. */
export function isMoving(states: readonly CoverageState[]): boolean {
  return states.some((state) => state === 'running' || state === 'queued' || state === 'waiting');
}
