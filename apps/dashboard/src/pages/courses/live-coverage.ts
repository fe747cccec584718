import type { Schemas } from '../../api/client';

type Covered = Schemas['CoveredVideo'];
interface Running {
  id: string;
  progress: number;
  endedAt?: number;
}

/** What is known of each video, with what the running downloads told since: their percents never fall. */
export function withLive(items: readonly Covered[], rows: readonly Running[]): Map<string, Covered> {
  const running = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    items.map((item) => {
      const row = item.download_id === null ? undefined : running.get(item.download_id);
      const isOver = row === undefined || row.endedAt !== undefined || item.state === 'saved';
      if (isOver) return [item.video_id, item];
      const progress_percent = Math.max(row.progress, item.state === 'running' ? item.progress_percent : 0);
      return [item.video_id, { ...item, state: 'running', progress_percent }];
    }),
  );
}
