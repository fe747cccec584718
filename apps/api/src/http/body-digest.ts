import { createHash, type Hash } from 'node:crypto';
import { PassThrough, pipeline } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export const SIGNATURE_HEADER = 'x-on-behalf-of-signature';

const DIGESTS = new WeakMap<FastifyRequest, Hash>();
/** Their bodies are not read. */
const BODILESS = new Set(['GET', 'HEAD']);

/** Computes the digest of a body that is signed while it arrives: what was parsed from it is no longer what was sent. */
export function digestSignedBodies(fastify: FastifyInstance): void {
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    if (request.headers[SIGNATURE_HEADER] === undefined || BODILESS.has(request.method)) {
      done(null, payload);
      return;
    }
    const hash = createHash('sha256');
    DIGESTS.set(request, hash);
    const read = new PassThrough();
    read.on('data', (chunk: Buffer) => hash.update(chunk)).pause();
    // Who reads learns of a broken connection from the stream itself.
    pipeline(payload, read, () => undefined);
    done(null, read);
  });
}

/** SHA-256 in hex of the body that was read; of nothing where there was none. */
export function bodySha256(request: FastifyRequest): string {
  return (DIGESTS.get(request)?.copy() ?? createHash('sha256')).digest('hex');
}
