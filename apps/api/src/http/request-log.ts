import { plainAddress } from '@app/limits';
import { acceptCorrelationId, withClientAddress, withCorrelationId } from '@app/observability';
import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Histogram, register } from 'prom-client';

const CORRELATION_HEADER = 'x-correlation-id';
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10];

/** Gives every request its correlation id and its client's address, one log line and its place in the metrics. */
export function watchRequests(fastify: FastifyInstance): void {
  const logger = new Logger('Request');
  const name = 'http_request_duration_seconds';
  const durations =
    (register.getSingleMetric(name) as Histogram<'method' | 'route' | 'status'> | undefined) ??
    new Histogram({
      name,
      help: 'How long requests took',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
    });
  fastify.addHook('onRequest', (request, reply, done) => {
    const { headers } = request;
    const ip = plainAddress(request.ip);
    const id = acceptCorrelationId(headers[CORRELATION_HEADER] ?? headers['x-request-id']);
    void reply.header(CORRELATION_HEADER, id);
    withCorrelationId(id, () => withClientAddress(ip, done));
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const status = reply.statusCode;
    // A stream takes as long as somebody watches.
    if (!isStream(reply))
      durations.observe({ method: request.method, route, status }, reply.elapsedTime / 1000);
    const facts = {
      method: request.method,
      route,
      status,
      ms: Math.round(reply.elapsedTime),
      ip: plainAddress(request.ip),
    };
    logger.log({ message: 'request', ...facts });
    done();
  });
}

function isStream({ raw }: FastifyReply): boolean {
  return String(raw.getHeader('content-type')).startsWith('text/event-stream') || raw.statusCode === 101;
}
