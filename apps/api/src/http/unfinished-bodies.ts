import type { IncomingMessage } from 'node:http';
import { addressKey } from '@app/limits';
import { AppError } from '@app/kernel';
import type { FastifyInstance } from 'fastify';

/** A body of ours arrives within milliseconds: even a whole school behind one address has few on the way at once. */
const MAX_UNFINISHED = 100;

/** As Node has it: complete when all of it has arrived, although nobody has read it. */
type Incoming = Pick<IncomingMessage, 'complete'>;

/** Bodies that are on the way, by address. A body costs nothing to send slowly, and a connection to keep. */
export class UnfinishedBodies {
  private readonly incoming = new Map<string, Set<Incoming>>();

  constructor(private readonly max = MAX_UNFINISHED) {}

  /** False when there are too many of this address; else call `recordEnd` when the body was read or given up. */
  recordStart(address: string, body: Incoming): boolean {
    const bodies = this.incoming.get(address) ?? new Set();
    // What has come and waits for us is not slow: a gateway may send a thousand at once.
    if (bodies.size >= this.max) for (const one of bodies) if (one.complete) bodies.delete(one);
    if (bodies.size >= this.max) return false;
    this.incoming.set(address, bodies.add(body));
    return true;
  }

  recordEnd(address: string, body: Incoming): void {
    const bodies = this.incoming.get(address);
    bodies?.delete(body);
    if (bodies?.size === 0) this.incoming.delete(address);
  }

  get addresses(): number {
    return this.incoming.size;
  }
}

class TooManyBodies extends AppError {
  constructor() {
    super('request.too-many', 'Too many requests from your network address are still being sent.', {
      hint: 'Wait until some of them have arrived.',
      details: { retry_after: 1 },
    });
  }
}

/** Refuses a body when too many of the same address have not arrived yet. */
export function limitUnfinishedBodies(fastify: FastifyInstance, bodies = new UnfinishedBodies()): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const { headers, raw } = request;
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) {
      done();
      return;
    }
    const address = addressKey(request.ip);
    if (!bodies.recordStart(address, raw)) {
      void reply.header('connection', 'close');
      done(new TooManyBodies());
      return;
    }
    const end = () => bodies.recordEnd(address, raw);
    raw.once('end', end).once('close', end);
    reply.raw.once('close', end);
    done();
  });
}
