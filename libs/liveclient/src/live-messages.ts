// Generated from asyncapi.json by `npm run generate`: not to be changed by hand.

/** What can be watched, by its kind. */
export const TOPICS = {
  download: { path: '/api/v1/ws/downloads/{id}', type: 'download_update' },
  queue: { path: '/api/v1/ws/queue', type: 'queue_update' },
  stats: { path: '/api/v1/ws/stats', type: 'stats_update' },
  dashboard: { path: '/api/v1/ws/dashboard', type: 'dashboard_update' },
  general: { path: '/api/v1/ws/general', type: 'general_update' },
  batch: { path: '/api/v1/ws/batches/{id}', type: 'batch_update' },
} as const;

/**
 * What is told of a topic, by its kind.
 */
export interface LiveMessages {
  download: DownloadUpdate;
  queue: QueueUpdate;
  stats: StatsUpdate;
  dashboard: DashboardUpdate;
  general: GeneralUpdate;
  batch: BatchUpdate;
}
export interface DownloadUpdate {
  type: 'download_update';
  download_id: string;
  data: {
    /**
     * percent, with one decimal
     */
    progress: number;
    /**
     * REST calls pending queued, and downloading running
     */
    status: 'pending' | 'downloading' | 'completed' | 'failed' | 'cancelled';
    title: string | null;
    /**
     * an address of this service
     */
    thumbnail: string | null;
    url: string;
    /**
     * resolving, downloading, merging or storing, while it runs
     */
    phase: string | null;
    downloaded_bytes: number;
    total_bytes: number | null;
    /**
     * bytes a second
     */
    speed: number | null;
    /**
     * seconds
     */
    eta: number | null;
    /**
     * why it does not run yet
     */
    waiting_for: {
      code: string;
      message: string;
      until: string | null;
    } | null;
    course_id: string | null;
    batch_download_id: string | null;
    error_code: string | null;
    error_message: string | null;
    hint: string | null;
    file_path: string | null;
    file_size: number | null;
    format: string | null;
  };
  timestamp: string;
  /**
   * orders the states of a topic; send it as `since` to come back
   */
  id: string;
}
export interface QueueUpdate {
  type: 'queue_update';
  data: QueueCounts;
  timestamp: string;
  /**
   * orders the states of a topic; send it as `since` to come back
   */
  id: string;
}
export interface QueueCounts {
  pending: number;
  downloading: number;
  completed: number;
  failed: number;
  /**
   * those four
   */
  total: number;
  /**
   * of your oldest that waits, among all of the tenant, by the time of request; null: none waits
   */
  queue_position: number | null;
  cancelled: number;
}
export interface StatsUpdate {
  type: 'stats_update';
  data: DownloadStats;
  timestamp: string;
  /**
   * orders the states of a topic; send it as `since` to come back
   */
  id: string;
}
export interface DownloadStats {
  total_downloads: number;
  completed_downloads: number;
  failed_downloads: number;
  pending_downloads: number;
  /**
   * days, weeks and months begin at midnight UTC
   */
  downloads_today: number;
  downloads_this_week: number;
  downloads_this_month: number;
  /**
   * bytes
   */
  total_storage_used: number;
  /**
   * seconds, over the last thousand
   */
  average_download_time: number | null;
  running_downloads: number;
  cancelled_downloads: number;
}
export interface DashboardUpdate {
  type: 'dashboard_update';
  data: {
    /**
     * @maxItems 50
     */
    downloads_in_progress: {
      id: string;
      url: string;
      title: string | null;
      /**
       * an address of this service
       */
      thumbnail: string | null;
      /**
       * percent, with one decimal
       */
      progress: number;
      /**
       * REST calls pending queued, and downloading running
       */
      status: 'pending' | 'downloading' | 'completed' | 'failed' | 'cancelled';
      /**
       * seconds
       */
      duration: number | null;
      quality: string;
      file_size: number | null;
      format: string | null;
      started_at: string | null;
      /**
       * resolving, downloading, merging or storing, while it runs
       */
      phase: string | null;
      downloaded_bytes: number;
      total_bytes: number | null;
      /**
       * bytes a second
       */
      speed: number | null;
      /**
       * seconds
       */
      eta: number | null;
      course_id: string | null;
      batch_download_id: string | null;
    }[];
    queue_stats: QueueCounts;
    /**
     * that hold now, as of `general`
     */
    notices: Notice[];
    system_stats: DownloadStats & {
      /**
       * the tenant's, at this replica
       */
      active_connections: number;
      /**
       * seconds, of this replica
       */
      system_uptime: number;
    };
    timestamp: string;
  };
  timestamp: string;
  /**
   * orders the states of a topic; send it as `since` to come back
   */
  id: string;
}
export interface Notice {
  id: string;
  kind: 'info' | 'maintenance' | 'warning';
  message: string;
  /**
   * for every tenant
   */
  for_all: boolean;
  created_at: string;
  ends_at: string;
}
export interface GeneralUpdate {
  type: 'general_update';
  data: {
    notices: Notice[];
  };
  timestamp: string;
  /**
   * orders the states of a topic; send it as `since` to come back
   */
  id: string;
}
export interface BatchUpdate {
  type: 'batch_update';
  job_id: string;
  data: {
    status: string;
    /**
     * percent, with one decimal
     */
    progress: number;
    course_id: string;
    /**
     * null until the course is read
     */
    total: number | null;
    completed: number;
    in_progress: number;
    queued: number;
    failed: number;
    cancelled: number;
    skipped: number;
    blocked: number;
    downloaded_bytes: number;
    total_bytes: number | null;
    speed: number;
    eta: number | null;
    error_code: string | null;
    error_message: string | null;
  };
  timestamp: string;
  /**
   * orders the states of a topic; send it as `since` to come back
   */
  id: string;
}
