import { answerOf, api } from '../../api/client';

/** So many are named; those after them run without the name of their class. */
const MAX_NAMED = 200;

/** What the classes are called that somebody's accounts see, by id: runs are told with the id alone. */
export async function listCourseNames(): Promise<Map<string, string>> {
  const query = { page_size: MAX_NAMED };
  const { courses } = await answerOf(api.GET('/api/v1/courses/aggregated', { params: { query } }));
  return new Map(courses.map(({ id, name }) => [id, name]));
}
