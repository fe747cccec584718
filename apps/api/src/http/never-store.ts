import type { FastifyInstance } from 'fastify';

/**
 * Nothing is kept by a browser or a proxy unless its route says so: answers are personal, and computers of a school are
 * used by many. Files say `private`, documentation and pages' scripts are for everybody.
 */
export function neverStore(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done(null, payload);
  });
}
