import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasVersion } from './if-none-match';

const READS = new Set(['GET', 'HEAD']);

/**
 * An entity tag for JSON that was read, of the very bytes that would be sent, and 304 for a program that has them
 * already. Browsers keep none of them: see `neverStore`.
 */
export function tagAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (typeof payload !== 'string' || !isTagged(request, reply)) {
      done(null, payload);
      return;
    }
    const etag = `"${hash('sha1', payload, 'base64url')}"`;
    void reply.header('etag', etag);
    if (!hasVersion(request.headers['if-none-match'], etag)) {
      done(null, payload);
      return;
    }
    void reply.status(304).removeHeader('content-type').removeHeader('content-length');
    // Fastify would look for a stream in what HEAD answers.
    done(null, request.method === 'HEAD' ? Readable.from([]) : null);
  });
}

function isTagged({ method }: FastifyRequest, reply: FastifyReply): boolean {
  if (!READS.has(method) || reply.statusCode !== 200 || reply.hasHeader('etag')) return false;
  return String(reply.getHeader('content-type')).startsWith('application/json');
}
