import type { IncomingMessage } from 'node:http';
import websocket from '@fastify/websocket';
import { isUuid } from '@app/kernel';
import type { Topic, TopicKind } from '@app/realtime';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { API_PREFIX } from '../http/bare-paths';
import { sendProblem } from '../http/problem';
import { AddressNotFound } from '../http/request.errors';
import { NO_CLOSE_FRAME } from './close-reason';
import { InboundFrames, MAX_FRAME_BYTES } from './inbound-frames';
import type { LiveSession } from './live-session';
import { LiveSessions, WATCH_ACTION } from './live-sessions';
import { WebSocketAccess } from './web-socket-access';
import { WebSocketTransport } from './web-socket-transport';

const BASE = `${API_PREFIX}/ws`;
/** For the close frames of a server that ends, in milliseconds. */
const GOODBYE_MS = 1_000;
const PONG = JSON.stringify({ type: 'pong' });

/** Addresses, each after BASE. */
export const SOCKET_PATHS: Record<TopicKind, string> = {
  download: '/downloads/:id',
  batch: '/batches/:id',
  queue: '/queue',
  stats: '/stats',
  dashboard: '/dashboard',
  general: '/general',
};

const MONITORING_PATH = '/:monitoring_id';
const SOCKET_ROUTES = new Set([...Object.values(SOCKET_PATHS), MONITORING_PATH].map((path) => BASE + path));

/** What stands beside the WebSockets is asked for as usual. */
const SOCKETS = /^(?:\/api\/v1)?\/ws\/(?!(?:connections|ticket)\b)/;

interface Opened {
  session: LiveSession;
  transport: WebSocketTransport;
  /** The connection ended before it was a WebSocket. */
  aborted: () => void;
}

/** Only here is an upgrade taken: elsewhere a request that offers one (h2c, say) is answered as if it did not. */
export function mayUpgrade({ headers, url = '' }: IncomingMessage): boolean {
  const [path = ''] = url.split('?');
  // Routes are found by the decoded path, and none of these needs encoding.
  return /^websocket$/i.test(headers.upgrade ?? '') && SOCKETS.test(path) && !path.includes('%');
}

/** WebSockets by topic. Who may not, or finds nothing, is told so before the upgrade, as by any route. */
export async function serveWebSockets(app: NestFastifyApplication): Promise<void> {
  await app.register(websocket, {
    options: { maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false },
    errorHandler: (_error, socket) => end(socket),
    preClose(this: FastifyInstance, done: () => void) {
      const { websocketServer } = this;
      setTimeout(() => websocketServer.clients.forEach((socket) => socket.terminate()), GOODBYE_MS).unref();
      websocketServer.close();
      done();
    },
  });
  refuseOtherUpgrades(app.getHttpAdapter().getInstance());
  for (const [kind, path] of Object.entries(SOCKET_PATHS)) serveTopic(app, kind as TopicKind, path);
  serveMonitorings(app);
}

/** The plugin takes an upgrade at any route, before its guard is asked. */
function refuseOtherUpgrades(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (!request.ws || SOCKET_ROUTES.has(request.routeOptions.url ?? '')) return undefined;
    return sendProblem(reply, new AddressNotFound(), pathOf(request));
  });
}

/** They are to come; until then there is none. */
function serveMonitorings(app: NestFastifyApplication): void {
  const access = app.get(WebSocketAccess);
  const refuse = async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      await access.authorise(request, reply, 'downloads.read');
      throw new AddressNotFound();
    } catch (error) {
      await sendProblem(reply, error, pathOf(request));
    }
  };
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get(BASE + MONITORING_PATH, { websocket: true, preValidation: refuse }, (socket: WebSocket) =>
    socket.terminate(),
  );
}

function serveTopic(app: NestFastifyApplication, kind: TopicKind, path: string): void {
  const access = app.get(WebSocketAccess);
  const sessions = app.get(LiveSessions);
  const opened = new WeakMap<FastifyRequest, Opened>();
  const open = async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      const caller = await access.authorise(request, reply, WATCH_ACTION[kind]);
      const topic = topicOf(kind, request);
      if (!request.ws || !topic) throw new AddressNotFound();
      const transport = new WebSocketTransport();
      const { since } = request.query as { since?: unknown };
      const session = await sessions.openSession({
        caller,
        topic,
        ip: request.ip,
        transport,
        since: typeof since === 'string' ? since : undefined,
      });
      const aborted = () => session.leave(NO_CLOSE_FRAME);
      request.raw.socket.once('close', aborted);
      if (request.raw.socket.destroyed) aborted();
      opened.set(request, { session, transport, aborted });
    } catch (error) {
      await sendProblem(reply, error, pathOf(request));
    }
  };
  const serve = (socket: WebSocket, request: FastifyRequest) => {
    const live = opened.get(request);
    if (live) {
      request.raw.socket.off('close', live.aborted);
      listen(socket, live);
    } else socket.terminate();
  };
  app
    .getHttpAdapter()
    .getInstance()
    .get(BASE + path, { websocket: true, preValidation: open }, serve);
}

function listen(socket: WebSocket, { session, transport }: Opened): void {
  const frames = new InboundFrames();
  const take = (data: Buffer, isBinary: boolean) => {
    const next = frames.take(data, isBinary);
    if (next === 'pong') session.say(PONG);
    else session.endWith(next);
    if (session.hasEnded) socket.off('message', take);
  };
  socket.on('message', take);
  socket.once('close', (code) => session.leave(code));
  transport.begin(socket);
}

/** After a frame that is too long or broken: the close frame that says so is on its way. */
function end(socket: WebSocket): void {
  setTimeout(() => socket.terminate(), GOODBYE_MS).unref();
}

function topicOf(kind: TopicKind, { params }: FastifyRequest): Topic | undefined {
  if (kind !== 'download' && kind !== 'batch') return { kind };
  const { id } = params as { id: string };
  return isUuid(id) ? { kind, id: id.toLowerCase() } : undefined;
}

/** Without the query, which may hold a ticket. */
function pathOf({ url }: FastifyRequest): string {
  return url.split('?')[0] ?? '';
}
