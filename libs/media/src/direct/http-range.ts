type Headers = Record<string, string | string[] | undefined>;

/** A strong entity tag: only such a one may stand in If-Range (RFC 9110 §13.1.5). */
export function strongEtag(headers: Headers): string | null {
  const etag = first(headers.etag);
  return etag?.startsWith('"') ? etag : null;
}

export interface ContentRange {
  start: number;
  /** The last byte that comes, which need not be the last that was asked for. */
  end: number;
  total: number | null;
}

/** `bytes 100-199/1000`; undefined when it is missing or not readable. */
export function contentRange(headers: Headers): ContentRange | undefined {
  const match = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(first(headers['content-range']) ?? '');
  if (!match) return undefined;
  const [start, end, total] = match.slice(1).map(Number) as [number, number, number];
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) return undefined;
  return { start, end, total: Number.isSafeInteger(total) ? total : null };
}

/** Null also for lengths that nobody can mean: above 2^53 they could not even be counted. */
export function contentLength(headers: Headers): number | null {
  const value = Number(first(headers['content-length']) ?? NaN);
  return Number.isSafeInteger(value) && value >= 0 ? value : null;
}

const MEDIA = /^(video|audio)\//;
const MANIFEST = /mpegurl|dash\+xml/;
const BYTES = /^(application\/octet-stream|binary\/octet-stream|application\/mp4|application\/x-matroska)$/;

/** Whether a response is a media file itself, rather than a page, a document or a playlist of pieces. */
export function isMediaResponse(headers: Headers): boolean {
  const type = (first(headers['content-type']) ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (MANIFEST.test(type)) return false;
  return MEDIA.test(type) || BYTES.test(type);
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
