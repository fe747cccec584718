/** What can be watched. */
export type WatchedTopic =
  { kind: 'download' | 'batch'; id: string } | { kind: 'queue' | 'stats' | 'dashboard' | 'general' };

/** A whole state, as asyncapi.json describes its `data`: it replaces all before it. */
export interface LiveUpdate {
  type: string;
  /** Send it as `since` to come back. */
  id?: string;
  data: Record<string, unknown>;
}

/** Why nothing more comes. */
export type EndOfWatch =
  /** The final state was told. */
  | 'done'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  /** By the caller's own signal. */
  | 'stopped';

/** How one connection ended: for good, or to be tried again. */
export type Ended = EndOfWatch | 'lost';

const SOCKETS = { download: 'downloads', batch: 'batches' };
const STREAMS = { download: 'downloads', batch: 'batch-downloads' };
const TYPES = {
  download: 'download_update',
  batch: 'batch_update',
  queue: 'queue_update',
  stats: 'stats_update',
  dashboard: 'dashboard_update',
  general: 'general_update',
};
const CODES: Record<number, EndOfWatch> = { 4401: 'unauthenticated', 4403: 'forbidden', 4404: 'not-found' };
const STATUSES: Record<number, EndOfWatch> = {
  204: 'done',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
};

export function socketPath(topic: WatchedTopic): string {
  return 'id' in topic ? `/ws/${SOCKETS[topic.kind]}/${encodeURIComponent(topic.id)}` : `/ws/${topic.kind}`;
}

/** Undefined: it is told over WebSockets alone. */
export function streamPath(topic: WatchedTopic): string | undefined {
  if ('id' in topic) return `/${STREAMS[topic.kind]}/${encodeURIComponent(topic.id)}/stream`;
  return topic.kind === 'general' ? undefined : `/downloads/${topic.kind}/stream`;
}

export function endOfCode(code: unknown): Ended {
  return CODES[Number(code)] ?? 'lost';
}

export function endOfStatus(status: number): Ended {
  return STATUSES[status] ?? 'lost';
}

/** A flat event in the shape of a WebSocket's message. */
export function updateFrom(
  topic: WatchedTopic,
  id: string | undefined,
  event: Record<string, unknown>,
): LiveUpdate {
  const data = Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'type'));
  return { type: TYPES[topic.kind], ...(id === undefined ? {} : { id }), data };
}
