import type { Json } from '../docs/document';

const orNull = (type: string, more: Json = {}): Json => ({ type: [type, 'null'], ...more });
const text: Json = { type: 'string' };
const count: Json = { type: 'integer', minimum: 0 };
const uuid: Json = { type: 'string', format: 'uuid' };
const time: Json = { type: 'string', format: 'date-time' };
const progress: Json = { type: 'number', minimum: 0, maximum: 100, description: 'percent, with one decimal' };
const status: Json = {
  type: 'string',
  enum: ['pending', 'downloading', 'completed', 'failed', 'cancelled'],
  description: 'REST calls pending queued, and downloading running',
};
const thumbnail = orNull('string', { format: 'uri-reference', description: 'an address of this service' });

function counts(...names: string[]): Record<string, Json> {
  return Object.fromEntries(names.map((name) => [name, count]));
}

/** Every member is there in every message. */
function object(properties: Record<string, Json>): Json {
  return { type: 'object', properties, required: Object.keys(properties) };
}

/** An object that stands in several messages: clients have one type of it. */
function named(title: string, properties: Record<string, Json>): Json {
  return { title, ...object(properties) };
}

const waitingFor: Json = {
  ...object({ code: text, message: text, until: orNull('string', { format: 'date-time' }) }),
  type: ['object', 'null'],
  description: 'why it does not run yet',
};

const transfer = {
  phase: orNull('string', { description: 'resolving, downloading, merging or storing, while it runs' }),
  downloaded_bytes: count,
  total_bytes: orNull('integer'),
  speed: orNull('integer', { description: 'bytes a second' }),
  eta: orNull('integer', { description: 'seconds' }),
};

const place = { course_id: orNull('string'), batch_download_id: orNull('string', { format: 'uuid' }) };
const file = { file_size: orNull('integer'), format: orNull('string') };

const download = object({
  progress,
  status,
  title: orNull('string'),
  thumbnail,
  url: text,
  ...transfer,
  waiting_for: waitingFor,
  ...place,
  error_code: orNull('string'),
  error_message: orNull('string'),
  hint: orNull('string'),
  file_path: orNull('string'),
  ...file,
});

const running = object({
  id: uuid,
  url: text,
  title: orNull('string'),
  thumbnail,
  progress,
  status,
  duration: orNull('number', { description: 'seconds' }),
  quality: text,
  ...file,
  started_at: orNull('string', { format: 'date-time' }),
  ...transfer,
  ...place,
});

const queue = named('QueueCounts', {
  ...counts('pending', 'downloading', 'completed', 'failed'),
  total: { ...count, description: 'those four' },
  queue_position: orNull('integer', {
    description:
      'of your oldest that waits, among all of the tenant, by the time of request; null: none waits',
  }),
  cancelled: count,
});

const stats = named('DownloadStats', {
  ...counts('total_downloads', 'completed_downloads', 'failed_downloads', 'pending_downloads'),
  downloads_today: { ...count, description: 'days, weeks and months begin at midnight UTC' },
  ...counts('downloads_this_week', 'downloads_this_month'),
  total_storage_used: { ...count, description: 'bytes' },
  average_download_time: orNull('number', { description: 'seconds, over the last thousand' }),
  ...counts('running_downloads', 'cancelled_downloads'),
});

const notice = named('Notice', {
  id: uuid,
  kind: { type: 'string', enum: ['info', 'maintenance', 'warning'] },
  message: text,
  for_all: { type: 'boolean', description: 'for every tenant' },
  created_at: time,
  ends_at: time,
});

const dashboard = object({
  downloads_in_progress: { type: 'array', items: running, maxItems: 50 },
  queue_stats: queue,
  notices: { type: 'array', items: notice, description: 'that hold now, as of `general`' },
  system_stats: {
    allOf: [
      stats,
      object({
        active_connections: { ...count, description: "the tenant's, at this replica" },
        system_uptime: { ...count, description: 'seconds, of this replica' },
      }),
    ],
  },
  timestamp: time,
});

const batch = object({
  status: text,
  progress,
  course_id: text,
  total: orNull('integer', { description: 'null until the course is read' }),
  ...counts('completed', 'in_progress', 'queued', 'failed', 'cancelled', 'skipped', 'blocked'),
  downloaded_bytes: { type: 'number' },
  total_bytes: orNull('number'),
  speed: { type: 'number' },
  eta: orNull('integer'),
  error_code: orNull('string'),
  error_message: orNull('string'),
});

const message = (type: string, data: Json, more: Record<string, Json> = {}) =>
  object({
    type: { type: 'string', const: type },
    ...more,
    data,
    timestamp: time,
    id: { type: 'string', description: 'orders the states of a topic; send it as `since` to come back' },
  });

/** What a WebSocket is told, by the name of the message. */
export const LIVE_SCHEMAS: Record<string, Json> = {
  DownloadUpdate: message('download_update', download, { download_id: uuid }),
  BatchUpdate: message('batch_update', batch, { job_id: uuid }),
  QueueUpdate: message('queue_update', queue),
  StatsUpdate: message('stats_update', stats),
  DashboardUpdate: message('dashboard_update', dashboard),
  GeneralUpdate: message('general_update', object({ notices: { type: 'array', items: notice } })),
  Pong: object({ type: { type: 'string', const: 'pong' } }),
  Ping: object({ type: { type: 'string', const: 'ping' } }),
};
