import { AppConfig } from '@app/config';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TOPIC_KINDS, type TopicKind } from '@app/realtime';
import { CLOSE_REASONS } from './close-reason';
import { SOCKET_PATHS } from './web-sockets';
import { API_PREFIX } from '../http/bare-paths';
import type { Json } from '../docs/document';
import { LIVE_SCHEMAS } from './live-schemas';
import { PRODUCT } from '../docs/openapi';

/** What each topic tells, and in which words the document speaks of it. */
const TOPICS: Record<TopicKind, { message: string; summary: string }> = {
  download: { message: 'DownloadUpdate', summary: 'One download, at most twice a second' },
  batch: { message: 'BatchUpdate', summary: 'One batch' },
  queue: { message: 'QueueUpdate', summary: 'How many wait, run and have ended, when that changes' },
  stats: { message: 'StatsUpdate', summary: 'Figures of downloads and storage, when they change' },
  dashboard: { message: 'DashboardUpdate', summary: 'All of it, every three seconds and on change' },
  general: { message: 'GeneralUpdate', summary: 'Notices that hold now, when they change' },
};

const closeCodes = () =>
  Object.values(CLOSE_REASONS)
    .map(({ code, text }) => `${String(code)} (${text})`)
    .join(', ');

const DESCRIPTION = () =>
  'What happens, as it happens. The first message is the present state, every later one is a whole state as well: the ' +
  'newest replaces all before it. Callers are those of the REST API: the Authorization header, the session cookie from a ' +
  'page of an allowed origin, or a ticket of `POST /ws/ticket` as `?ticket=`, which counts once. Who comes back with ' +
  '`?since=` and the id of the last message gets nothing older. Refused before the upgrade: 401, 403, 404, 429 with a ' +
  `problem. Closed after it: ${closeCodes()}, 1009 (a frame of more than 4 KiB). The same is told as Server-Sent Events, ` +
  'flat: see the tag “realtime” of the OpenAPI document.';

/** The description of the WebSockets, the same in every process. */
export function asyncApiDocument(about = PRODUCT): Json {
  return {
    asyncapi: '3.0.0',
    info: {
      title: about.name,
      version: about.version,
      description: DESCRIPTION(),
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    defaultContentType: 'application/json',
    servers: {
      api: {
        host: 'localhost:8001',
        protocol: 'ws',
        description: 'wherever the api answers; wss behind TLS',
        security: ['accessToken', 'session', 'ticket'].map((name) => ref('securitySchemes', name)),
      },
    },
    channels: Object.fromEntries(TOPIC_KINDS.map((kind) => [kind, channel(kind)])),
    operations: Object.fromEntries(TOPIC_KINDS.flatMap((kind) => operations(kind))),
    components: {
      messages: Object.fromEntries(
        Object.entries(LIVE_SCHEMAS).map(([name, payload]) => [name, { name, payload }]),
      ),
      parameters: { id: { description: 'of the download or the batch' } },
      securitySchemes: {
        accessToken: { type: 'http', scheme: 'bearer', description: 'an access token or an API key' },
        session: { type: 'httpApiKey', in: 'cookie', name: 'cdl_session' },
        ticket: { type: 'httpApiKey', in: 'query', name: 'ticket' },
      },
    },
  };
}

function channel(kind: TopicKind): Json {
  const address = `${API_PREFIX}/ws${SOCKET_PATHS[kind].replace(':id', '{id}')}`;
  const names = [TOPICS[kind].message, 'Pong', 'Ping'];
  return {
    address,
    summary: TOPICS[kind].summary,
    ...(address.includes('{id}') ? { parameters: { id: ref('parameters', 'id') } } : {}),
    messages: Object.fromEntries(names.map((name) => [name, ref('messages', name)])),
  };
}

function operations(kind: TopicKind): [string, Json][] {
  const of = { $ref: `#/channels/${kind}` };
  const messages = (...names: string[]) =>
    names.map((name) => ({ $ref: `#/channels/${kind}/messages/${name}` }));
  const { message, summary } = TOPICS[kind];
  const named = kind.charAt(0).toUpperCase() + kind.slice(1);
  return [
    [`watch${named}`, { action: 'send', channel: of, summary, messages: messages(message, 'Pong') }],
    [
      `ping${named}`,
      { action: 'receive', channel: of, summary: 'Asks for a sign of life', messages: messages('Ping') },
    ],
  ];
}

function ref(kind: string, name: string): Json {
  return { $ref: `#/components/${kind}/${name}` };
}

/** The document at /asyncapi. */
export function serveAsyncApi(app: NestFastifyApplication): void {
  const { app: about } = app.get(AppConfig);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/asyncapi', (_request, reply) => reply.send(asyncApiDocument(about)));
}
