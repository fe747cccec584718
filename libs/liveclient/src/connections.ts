import { EventStreamText } from './event-stream-text';
import {
  endOfCode,
  endOfStatus,
  type Ended,
  type LiveUpdate,
  socketPath,
  streamPath,
  updateFrom,
  type WatchedTopic,
} from './live-update';

/** The server pings every 20 seconds, which scripts in browsers do not see: they ask by themselves. */
const PING_MS = 25_000;
const SILENT_MS = 60_000;

export interface Connection {
  topic: WatchedTopic;
  origin: string;
  /** An access token or an API key; undefined: the browser's cookie. */
  token: string | undefined;
  since: string | undefined;
  signal: AbortSignal;
  update: (update: LiveUpdate) => void;
}

/** One WebSocket, until it ends. With a token it is opened by a ticket: the token itself never is in an address. */
export async function viaWebSocket(connection: Connection): Promise<Ended> {
  const { origin, topic, since, token, signal } = connection;
  const query = new URLSearchParams(since === undefined ? {} : { since });
  if (token !== undefined) {
    const answer = await fetch(`${origin}/ws/ticket`, { method: 'POST', headers: bearer(token), signal });
    if (answer.status !== 201) return endOfStatus(answer.status);
    query.set('ticket', ((await answer.json()) as { ticket: string }).ticket);
  }
  const address = `${origin.replace(/^http/, 'ws')}${socketPath(topic)}?${query.toString()}`;
  // One that were opened now would stay open: its end was told before.
  signal.throwIfAborted();
  return listen(new WebSocket(address), connection);
}

function listen(socket: WebSocket, { update, signal }: Connection): Promise<Ended> {
  return new Promise((resolve) => {
    let heardAt = Date.now();
    const stop = () => end('stopped');
    const timer = setInterval(() => {
      if (Date.now() - heardAt > SILENT_MS) end('lost');
      else if (socket.readyState === WebSocket.OPEN) socket.send('{"type":"ping"}');
    }, PING_MS);
    const end = (ended: Ended) => {
      clearInterval(timer);
      signal.removeEventListener('abort', stop);
      socket.close();
      resolve(ended);
    };
    signal.addEventListener('abort', stop);
    socket.addEventListener('message', ({ data }) => {
      heardAt = Date.now();
      const message = JSON.parse(String(data)) as LiveUpdate | { type: 'pong' };
      if (message.type !== 'pong') update(message);
    });
    socket.addEventListener('close', ({ code }) => end(endOfCode(code)));
    socket.addEventListener('error', () => end('lost'));
  });
}

/** One event stream, until it ends. By fetch, because an EventSource sends no header. */
export async function viaEventStream(connection: Connection): Promise<Ended> {
  const { origin, topic, since, token, signal, update } = connection;
  const path = streamPath(topic);
  if (path === undefined) return 'lost';
  const headers = {
    ...(token === undefined ? {} : bearer(token)),
    ...(since === undefined ? {} : { 'last-event-id': since }),
  };
  const answer = await fetch(origin + path, { headers, signal });
  if (answer.status !== 200 || !answer.body) return endOfStatus(answer.status);
  let ended: Ended = 'lost';
  const text = new EventStreamText((data, id) => {
    const event = JSON.parse(data) as Record<string, unknown>;
    if (event.type === 'connection_closed') ended = endOfCode(event.code);
    else if (event.type !== 'connection_established') update(updateFrom(topic, id, event));
  });
  const decoder = new TextDecoder();
  const reader = answer.body.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  for (;;) {
    const { done, value } = await withinSilence(reader);
    if (done) return ended;
    text.take(decoder.decode(value, { stream: true }));
  }
}

/** A stream says something every 20 seconds, if only a comment. */
async function withinSilence(reader: ReadableStreamDefaultReader<Uint8Array>) {
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), SILENT_MS);
  try {
    return await reader.read();
  } finally {
    clearTimeout(timer);
  }
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
