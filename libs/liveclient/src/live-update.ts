import { type LiveMessages, TOPICS } from './live-messages';

export type TopicKind = keyof LiveMessages;
type KindWithId = {
  [Kind in TopicKind]: (typeof TOPICS)[Kind]['path'] extends `${string}{id}` ? Kind : never;
}[TopicKind];

/** What can be watched. */
export type WatchedTopic = { kind: KindWithId; id: string } | { kind: Exclude<TopicKind, KindWithId> };

/** A whole state, as asyncapi.json describes it: it replaces all before it. */
export type LiveUpdate<Kind extends TopicKind = TopicKind> = {
  [Each in Kind]: Pick<LiveMessages[Each], 'type' | 'data'> & {
    /** Send it as `since` to come back. */
    id?: string;
  };
}[Kind];

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

const STREAMS = { download: 'downloads', batch: 'batch-downloads' };
const CODES: Record<number, EndOfWatch> = { 4401: 'unauthenticated', 4403: 'forbidden', 4404: 'not-found' };
const STATUSES: Record<number, EndOfWatch> = {
  204: 'done',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
};

export function socketPath(topic: WatchedTopic): string {
  const { path } = TOPICS[topic.kind];
  return 'id' in topic ? path.replace('{id}', encodeURIComponent(topic.id)) : path;
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
  return {
    type: TOPICS[topic.kind].type,
    ...(id === undefined ? {} : { id }),
    data,
  } as unknown as LiveUpdate;
}
