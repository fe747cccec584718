import { answerOf, api, type Schemas } from '../../api/client';

/** The class that a batch is of. Who may no longer read it sees the batch without its name. */
export function courseQuery({ course_id, credential_id }: Schemas['Batch']) {
  return {
    queryKey: ['course', course_id, credential_id],
    queryFn: () =>
      answerOf(
        api.GET('/api/v1/courses/{course_id}', {
          params: { path: { course_id }, query: { credential_id: credential_id ?? 0 } },
        }),
      ),
    enabled: credential_id !== null,
    retry: false,
    staleTime: 300_000,
  };
}
