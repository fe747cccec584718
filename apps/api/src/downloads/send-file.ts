import { Readable } from 'node:stream';
import type { FileStorage, StoredFile } from '@app/storage';
import { create as contentDisposition } from 'content-disposition';
import type { FastifyReply, FastifyRequest } from 'fastify';
import parseRange from 'range-parser';
import { asciiName } from './ascii-name';
import { hasVersion } from '../http/if-none-match';
import { RangeNotSatisfiable } from '../http/request.errors';

export interface ServedFile {
  stored: StoredFile;
  /** What it is called on a person's disk. */
  fileName: string;
  etag: string;
  /** Save instead of play. */
  save: boolean;
}

const TYPES: Record<string, string> = {
  mp4: 'video/mp4',
  m4a: 'audio/mp4',
  webm: 'video/webm',
  mkv: 'video/x-matroska',
  avi: 'video/x-msvideo',
  ts: 'video/mp2t',
  flv: 'video/x-flv',
  wmv: 'video/x-ms-wmv',
  mp3: 'audio/mpeg',
  ogv: 'video/ogg',
  mpg: 'video/mpeg',
  wav: 'audio/wav',
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  vtt: 'text/vtt; charset=utf-8',
};

/** Answers GET and HEAD for a stored file, whole or one range of it (RFC 9110 §14), with its entity tag. */
export async function sendFile(storage: FileStorage, file: ServedFile, reply: FastifyReply): Promise<void> {
  const { request } = reply;
  const { key, sizeBytes: size } = file.stored;
  const isKnown = hasVersion(request.headers['if-none-match'], file.etag);
  const range = isKnown ? undefined : rangeOf(request, file.etag, size);
  if (range === 'unsatisfiable') {
    void reply.header('content-range', `bytes */${String(size)}`);
    throw new RangeNotSatisfiable(size);
  }
  void reply
    .header('accept-ranges', 'bytes')
    .header('etag', file.etag)
    .header('cache-control', 'private, max-age=0, must-revalidate')
    .header('x-content-type-options', 'nosniff')
    .header(
      'content-disposition',
      contentDisposition(file.fileName, {
        type: file.save ? 'attachment' : 'inline',
        fallback: asciiName(file.fileName),
      }),
    )
    .type(TYPES[key.slice(key.lastIndexOf('.') + 1)] ?? 'application/octet-stream');
  if (isKnown) return reply.status(304).send();
  if (range) {
    const { start, end } = range;
    void reply.status(206).header('content-range', `bytes ${String(start)}-${String(end)}/${String(size)}`);
  }
  void reply.header('content-length', range ? range.end - range.start + 1 : size);
  // An empty stream: for HEAD without a payload Fastify would say that the length is 0.
  if (request.method === 'HEAD' || size === 0) return reply.send(Readable.from([]));
  return reply.send(storage.read(key, range));
}

/** The one range that is wanted; several, or one of another version of the file, mean the whole. */
function rangeOf(
  { headers }: FastifyRequest,
  etag: string,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | undefined {
  const ifRange = headers['if-range'];
  if (headers.range === undefined || (ifRange !== undefined && ifRange !== etag)) return undefined;
  const ranges = parseRange(size, headers.range, { combine: true });
  if (ranges === -1) return 'unsatisfiable';
  if (ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return undefined;
  return ranges[0];
}
