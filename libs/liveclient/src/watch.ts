import { type Connection, viaEventStream, viaWebSocket } from './connections';
import {
  type EndOfWatch,
  type Ended,
  type LiveUpdate,
  streamPath,
  type TopicKind,
  type WatchedTopic,
} from './live-update';

const BASE_MS = 500;
const CAP_MS = 30_000;
/** WebSockets that told nothing, before event streams are tried: there are proxies that let no upgrade through. */
const SOCKETS_BEFORE_STREAM = 2;

export interface WatchOptions<Kind extends TopicKind = TopicKind> {
  /** Of the service, such as `https://videos.school.example`. */
  origin: string;
  /** Asked for at each attempt: an access token or an API key. Without one, the browser's session. */
  token?: () => string | undefined | Promise<string | undefined>;
  onUpdate: (update: LiveUpdate<Kind>) => void;
  /** An attempt failed, and the next one comes after so many milliseconds. */
  onLost?: (retryMs: number) => void;
  /** Ends it. */
  signal?: AbortSignal;
  transport?: 'websocket' | 'sse';
}

const FINAL = new Set<unknown>(['completed', 'partially_completed', 'failed', 'cancelled']);

/** What was told so far. */
class Told {
  since?: string;
  isOver = false;
  private count = 0;

  constructor(private readonly topic: WatchedTopic) {}

  /** Whether anything was told since this was asked last. */
  takeNews(): boolean {
    const { count } = this;
    this.count = 0;
    return count > 0;
  }

  note({ id, data }: LiveUpdate): void {
    this.count += 1;
    this.since = id ?? this.since;
    this.isOver = 'id' in this.topic && 'status' in data && FINAL.has(data.status);
  }
}

/**
 * Watches a topic until its end, for a download or a batch, or for ever: through restarts of the server and lost
 * connections, without an older state after a newer one.
 * @throws at once when that is asked for by event stream which is told over WebSockets alone
 */
export async function watch<Kind extends TopicKind>(
  topic: WatchedTopic & { kind: Kind },
  options: WatchOptions<Kind>,
): Promise<EndOfWatch> {
  const { origin, token, onUpdate, onLost, signal = new AbortController().signal, transport } = options;
  const hasStream = streamPath(topic) !== undefined;
  if (transport === 'sse' && !hasStream) throw new TypeError(`${topic.kind} is told over WebSockets alone`);
  const told = new Told(topic);
  for (let attempt = 0, silent = 0; ; attempt += 1) {
    const stop = new AbortController();
    const update = (message: LiveUpdate) => {
      told.note(message);
      onUpdate(message);
      if (told.isOver) stop.abort();
    };
    const useStream =
      transport === 'sse' || (transport === undefined && hasStream && silent >= SOCKETS_BEFORE_STREAM);
    const stopping = AbortSignal.any([signal, stop.signal]);
    const connection = { topic, origin, update, since: told.since, token: await token?.(), signal: stopping };
    const ended = await connectOnce(useStream, connection);
    if (told.isOver) return 'done';
    if (signal.aborted) return 'stopped';
    if (ended !== 'lost') return ended;
    const hadNews = told.takeNews();
    silent = hadNews || useStream ? 0 : silent + 1;
    if (hadNews) attempt = 0;
    const retryMs = Math.round(Math.random() * Math.min(CAP_MS, BASE_MS * 2 ** attempt));
    onLost?.(retryMs);
    await pause(retryMs, signal);
  }
}

/** What fails on the way is to be tried again. */
async function connectOnce(useStream: boolean, connection: Connection): Promise<Ended> {
  try {
    return await (useStream ? viaEventStream(connection) : viaWebSocket(connection));
  } catch {
    return 'lost';
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
