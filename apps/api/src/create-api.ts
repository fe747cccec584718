import type { IncomingMessage } from 'node:http';
import { AppConfig } from '@app/config';
import { closeConnectionsAfterGrace, SERVER_LIMITS } from '@app/limits';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import helmet from 'helmet';
import { AppModule } from './app.module';
import { findDashboard } from './dashboard/dashboard-files';
import { DASHBOARD, serveDashboard } from './dashboard/serve-dashboard';
import { serveDocs } from './docs/serve-docs';
import { serveAsyncApi } from './realtime/async-api';
import { AccessRecord } from './http/access-record';
import { API_PREFIX, canonicalUrl } from './http/bare-paths';
import { digestSignedBodies } from './http/body-digest';
import { BODY_LIMIT, limitBodies } from './http/body-limits';
import { limitRequests } from './http/limits/limit-requests';
import { RequestLimits } from './http/limits/request-limits';
import { RouteLimits } from './http/limits/route-limits';
import { neverStore } from './http/never-store';
import { refuseForms } from './http/refuse-forms';
import { tagAnswers } from './http/tag-answers';
import { watchRequests } from './http/request-log';
import { SameOrigin } from './http/same-origin';
import { refuseSecretsInAddresses } from './http/secret-in-address';
import { limitUnfinishedBodies } from './http/unfinished-bodies';
import { serveQueueBoard } from './queues/queue-board';
import { mayUpgrade, serveWebSockets } from './realtime/web-sockets';

/** What a front end of another origin may read beside the body. */
const EXPOSED_HEADERS = [
  'etag',
  'location',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'x-correlation-id',
];

/** What our pages may load. */
const PAGE_SOURCES = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  styleSrc: ["'self'", "'unsafe-inline'"],
  scriptSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  upgradeInsecureRequests: null,
};

/** @param trustedProxies who may say, in X-Forwarded-For, for whom they ask */
export function fastifyAdapter(trustedProxies: string[] = []): FastifyAdapter {
  return new FastifyAdapter({
    ...SERVER_LIMITS,
    http: { ...SERVER_LIMITS.http, shouldUpgradeCallback: mayUpgrade },
    bodyLimit: BODY_LIMIT,
    trustProxy: trustedProxies.length === 0 ? false : trustedProxies,
    rewriteUrl: (request: IncomingMessage) => canonicalUrl(request.url ?? '/'),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 512 },
  });
}

/** The api, ready to listen. */
export async function createApi(config: AppConfig, logger: LoggerService): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule,
    fastifyAdapter(config.http.trustedProxies),
    {
      logger,
      abortOnError: false,
    },
  );
  await prepareApi(app);
  return app;
}

/** What stands before the routes and beside them; also for tests that build the app themselves. */
export async function prepareApi(app: NestFastifyApplication): Promise<void> {
  const config = app.get(AppConfig);
  app.setGlobalPrefix(API_PREFIX);
  app.enableShutdownHooks();
  const fastify = app.getHttpAdapter().getInstance();
  fastify.server.maxConnections = config.http.maxConnections;
  fastify.addHook('preClose', async () => {
    closeConnectionsAfterGrace(fastify.server);
  });
  await app.register(cookie);
  // Before whatever may refuse: what is refused is a page in a browser.
  setSecurityHeaders(fastify, config.security.secureCookies);
  watchRequests(fastify);
  neverStore(fastify);
  tagAnswers(fastify);
  limitUnfinishedBodies(fastify);
  const sameOrigin = app.get(SameOrigin);
  limitRequests(fastify, { limits: app.get(RequestLimits), routes: app.get(RouteLimits), sameOrigin });
  refuseSecretsInAddresses(fastify, app.get(AccessRecord));
  refuseForms(fastify);
  limitBodies(fastify);
  digestSignedBodies(fastify);
  await app.register(cors, {
    origin: config.http.corsOrigins,
    credentials: true,
    exposedHeaders: EXPOSED_HEADERS,
  });
  serveDocs(app);
  serveAsyncApi(app);
  await serveDashboard(fastify, findDashboard());
  await serveQueueBoard(app);
  await serveWebSockets(app);
  fastify.get('/', (_request, reply) => reply.redirect(DASHBOARD));
}

/** Made once: Fastify's plugin reads the whole policy anew with each request. */
function setSecurityHeaders(fastify: FastifyInstance, isSecure: boolean): void {
  const setHeaders = helmet({
    contentSecurityPolicy: { directives: PAGE_SOURCES },
    strictTransportSecurity: isSecure,
  });
  fastify.addHook('onRequest', ({ raw }, reply, done) => {
    setHeaders(raw, reply.raw, () => done());
  });
}
