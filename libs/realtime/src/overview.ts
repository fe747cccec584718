import type { LiveDownload, QueueCounts, StoredHistory } from '@app/downloads';
import { runningData } from './download-message';
import { withRow } from './download-state';
import { LiveMessage } from './live-message';

/** What a tenant, or one requester, has under way and has had. */
export interface Overview {
  queue: QueueCounts;
  history: StoredHistory & { storedBytes: number };
  running: readonly LiveDownload[];
  /** That hold now, as they are told. */
  notices: readonly object[];
}

/** What is known of this process alone. */
export interface ProcessFigures {
  connections: number;
  uptimeSeconds: number;
}

export interface OverviewMessages {
  queue: LiveMessage;
  stats: LiveMessage;
  dashboard: LiveMessage;
}

export function overviewMessages(overview: Overview, figures: ProcessFigures, now: Date): OverviewMessages {
  const version = [overview.queue.asOf];
  const timestamp = now.toISOString();
  const queue = queueData(overview);
  const stats = statsData(overview);
  const dashboard = {
    downloads_in_progress: overview.running.map((row) => runningData(withRow(undefined, row))),
    queue_stats: queue,
    notices: overview.notices,
    system_stats: {
      ...stats,
      active_connections: figures.connections,
      system_uptime: Math.floor(figures.uptimeSeconds),
    },
    timestamp,
  };
  const message = (type: string, data: object, facts = { version }) =>
    new LiveMessage({ socket: { type, data, timestamp }, stream: { type, ...data } }, facts);
  return {
    queue: message('queue_update', queue),
    stats: message('stats_update', stats),
    dashboard: message('dashboard_update', dashboard),
  };
}

function queueData({ queue, history }: Overview) {
  const { queued: pending, running: downloading, position } = queue;
  const { completed, failed, cancelled } = history;
  return {
    pending,
    downloading,
    completed,
    failed,
    total: pending + downloading + completed + failed,
    queue_position: position > 0 ? position : null,
    cancelled,
  };
}

function statsData({ queue, history }: Overview) {
  const { queued, running } = queue;
  const { completed, failed, cancelled, averageSeconds } = history;
  return {
    total_downloads: queued + running + completed + failed + cancelled,
    completed_downloads: completed,
    failed_downloads: failed,
    pending_downloads: queued,
    downloads_today: history.today,
    downloads_this_week: history.thisWeek,
    downloads_this_month: history.thisMonth,
    total_storage_used: history.storedBytes,
    average_download_time: averageSeconds === null ? null : Math.round(averageSeconds * 10) / 10,
    running_downloads: running,
    cancelled_downloads: cancelled,
  };
}
