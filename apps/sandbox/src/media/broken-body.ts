import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';

/** How the body of an answer goes wrong. */
export interface BodyBreak {
  /** Bytes that arrive before it happens; for `lie`: bytes that are promised and never come. */
  after: number;
  /**
   * `reset`: the connection is torn. `truncate`: it ends early as if that were all. `endless`: it never ends.
   * `lie`: it is shorter than its Content-Length says.
   */
  how: 'reset' | 'truncate' | 'endless' | 'lie';
}

/** Bytes that were sent need a moment to arrive: a torn connection throws away what was not read. */
const ARRIVAL_MS = 100;
const PIECE = 32 * 1024;

/** A body that breaks as told; the headers are made to fit. */
export function brokenBody(body: Readable, { after, how }: BodyBreak, reply: FastifyReply): Readable {
  const promised = Number(reply.getHeader('content-length'));
  if (how === 'truncate' || how === 'endless') void reply.removeHeader('content-length');
  if (how === 'lie') void reply.header('content-length', promised + after);
  return Readable.from(pieces(body, { after, how }, reply), { objectMode: false });
}

async function* pieces(
  body: Readable,
  { after, how }: BodyBreak,
  reply: FastifyReply,
): AsyncGenerator<Buffer> {
  yield* beginning(body, how === 'reset' || how === 'truncate' ? after : Infinity);
  if (how === 'truncate') return;
  while (how === 'endless') yield Buffer.alloc(PIECE);
  await sleep(ARRIVAL_MS);
  if (how === 'reset') reply.raw.socket?.resetAndDestroy();
  else reply.raw.socket?.destroy();
}

async function* beginning(body: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const piece of body) {
    yield piece.subarray(0, left);
    left -= piece.length;
    if (left <= 0) return;
  }
}
