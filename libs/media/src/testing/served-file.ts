import type { IncomingMessage, ServerResponse } from 'node:http';

export interface ServedFile {
  bytes: Buffer;
  etag?: string;
  type?: string;
  /** Knows nothing of ranges and always sends everything. */
  wholeOnly?: boolean;
  /** Sends a range though the file has changed. */
  ignoresIfRange?: boolean;
  /** Sends no more than this at once, and says so. */
  mostBytes?: number;
}

/** Bytes that differ from place to place, so that nothing that is mixed up goes unnoticed. */
export function someBytes(length: number, salt = 1): Buffer {
  const bytes = Buffer.alloc(length);
  for (let index = 0; index < length; index += 1)
    bytes[index] = (index * 31 + (index >> 8) * salt + salt) & 0xff;
  return bytes;
}

/** Sends a file as a decent web server does, with ranges and If-Range. */
export function sendFile(request: IncomingMessage, response: ServerResponse, file: ServedFile): void {
  const { bytes, etag, type = 'video/mp4', mostBytes = Infinity } = file;
  response.setHeader('content-type', type);
  if (etag !== undefined) response.setHeader('etag', etag);
  const start = startOf(request, file);
  if (start === undefined) {
    response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  } else if (start >= bytes.length) {
    response.writeHead(416, { 'content-range': `bytes */${String(bytes.length)}` }).end();
  } else {
    const part = bytes.subarray(start, Math.min(bytes.length, start + mostBytes));
    const range = `bytes ${String(start)}-${String(start + part.length - 1)}/${String(bytes.length)}`;
    response.writeHead(206, { 'content-range': range, 'content-length': part.length }).end(part);
  }
}

/** Where the wanted range begins; undefined when the whole file has to be sent. */
function startOf(
  { headers }: IncomingMessage,
  { etag, wholeOnly, ignoresIfRange }: ServedFile,
): number | undefined {
  const start = /^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1];
  if (start === undefined || wholeOnly) return undefined;
  const condition = headers['if-range'];
  const fits = condition === undefined || condition === etag || ignoresIfRange;
  return fits ? Number(start) : undefined;
}
