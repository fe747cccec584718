import { answerOf, api, type Schemas } from '../../api/client';

type Batch = Schemas['Batch'];

interface Part {
  status?: Schemas['DownloadStatus'];
  limit: number;
  offset?: number;
}

/** Videos of a batch in the order of the class, in which they begin; read anew when its counts are others. */
export function videosQuery(batch: Batch | undefined, part: Part) {
  const counts = [batch?.completed, batch?.failed, batch?.in_progress, batch?.queued, batch?.cancelled];
  return {
    queryKey: ['batches', 'videos', batch?.job_id, part, ...counts],
    queryFn: () => {
      const query = { batch_id: batch?.job_id ?? '', sort: 'created_at', ...part } as const;
      return answerOf(api.GET('/api/v1/downloads', { params: { query } }));
    },
    placeholderData: (before: Schemas['DownloadList'] | undefined) => before,
  };
}
