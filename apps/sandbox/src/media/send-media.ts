import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import parseRange from 'range-parser';
import { Readable } from 'node:stream';

export interface MediaFile {
  path: string;
  type: string;
  /** A strong tag, or null where the source has none. */
  etag: string | null;
}

/** How fast bytes leave, so that progress can be watched. */
export interface Throttle {
  /** 0: as fast as it goes. */
  bytesPerSecond: number;
}

const PIECE = 32 * 1024;
const STEP_MS = 100;

/** A file with Range and, where there is a tag, If-Range. */
export async function sendMedia(
  reply: FastifyReply,
  file: MediaFile,
  throttle: Throttle,
): Promise<FastifyReply> {
  const { headers } = reply.request;
  const { size } = await stat(file.path);
  void reply.type(file.type).header('accept-ranges', 'bytes');
  if (file.etag !== null) void reply.header('etag', file.etag);
  const ifRange = headers['if-range'];
  const wanted = ifRange === undefined || ifRange === file.etag ? headers.range : undefined;
  const ranges = wanted === undefined ? -2 : parseRange(size, wanted);
  if (ranges === -1)
    return reply
      .status(416)
      .header('content-range', `bytes */${String(size)}`)
      .send();
  const range = ranges === -2 ? undefined : ranges[0];
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range)
    void reply.status(206).header('content-range', `bytes ${String(start)}-${String(end)}/${String(size)}`);
  void reply.header('content-length', end - start + 1);
  if (reply.request.method === 'HEAD') return reply.send();
  const stream = createReadStream(file.path, { start, end, highWaterMark: PIECE });
  return reply.send(
    throttle.bytesPerSecond > 0 ? Readable.from(slowly(stream, throttle), { objectMode: false }) : stream,
  );
}

async function* slowly(stream: AsyncIterable<Buffer>, throttle: Throttle): AsyncGenerator<Buffer> {
  const started = performance.now();
  let sent = 0;
  for await (const piece of stream) {
    yield piece;
    sent += piece.length;
    await untilDue(() => started + dueMs(sent, throttle));
  }
}

function dueMs(sent: number, { bytesPerSecond }: Throttle): number {
  return bytesPerSecond > 0 ? (sent / bytesPerSecond) * 1000 : 0;
}

/** In steps, for the speed may be set anew meanwhile; it keeps no process from ending. */
async function untilDue(due: () => number): Promise<void> {
  for (let wait = due() - performance.now(); wait > 1; wait = due() - performance.now())
    await sleep(Math.min(wait, STEP_MS), undefined, { ref: false });
}
