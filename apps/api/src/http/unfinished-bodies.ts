import { addressKey } from '@app/limits';
import { AppError } from '@app/kernel';
import type { FastifyInstance } from 'fastify';

/** A body of ours arrives within milliseconds: even a whole school behind one address has few on the way at once. */
const MAX_UNFINISHED = 100;

/** Bodies that are on the way, by address. A body costs nothing to send slowly, and a connection to keep. */
export class UnfinishedBodies {
  private readonly counts = new Map<string, number>();

  constructor(private readonly max = MAX_UNFINISHED) {}

  /** False when there are too many of this address; else call `end` once when the body is there or given up. */
  recordStart(address: string): boolean {
    const count = this.counts.get(address) ?? 0;
    if (count >= this.max) return false;
    this.counts.set(address, count + 1);
    return true;
  }

  recordEnd(address: string): void {
    const count = this.counts.get(address) ?? 0;
    if (count > 1) this.counts.set(address, count - 1);
    else this.counts.delete(address);
  }

  get addresses(): number {
    return this.counts.size;
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
    if (!bodies.recordStart(address)) {
      void reply.header('connection', 'close');
      done(new TooManyBodies());
      return;
    }
    let isOver = false;
    const end = () => {
      if (isOver) return;
      isOver = true;
      bodies.recordEnd(address);
    };
    raw.once('end', end).once('close', end);
    reply.raw.once('close', end);
    done();
  });
}
