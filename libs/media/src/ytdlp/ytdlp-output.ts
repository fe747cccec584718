import { boundedText, TEXT_LIMITS } from '@app/kernel';
import type { OfferedCaptions } from '../captions/caption-list';
import type { Chapter } from '../fetching';
import { MARKS } from './ytdlp-config';

export interface TrackSize {
  formatId: string;
  bytes: number | null;
  /** The site says so; otherwise yt-dlp reckons it from the bit rate. */
  exact?: boolean | undefined;
}

/** A part of a video as it is fetched. */
export interface Track extends TrackSize {
  /** In yt-dlp's words: `https`, `m3u8_native`, … */
  protocol: string;
  url: string | null;
  headers: Record<string, string>;
}

/** What a site says of a broadcast. */
export interface LiveState {
  /** `is_live`, `is_upcoming`, `post_live`, `was_live` or `not_live`; null where nobody knows. */
  status: string | null;
  extractor: string;
}

export interface VideoInfo {
  title: string | null;
  description: string | null;
  durationSeconds: number | null;
  height: number | null;
  thumbnailUrl: string | null;
  extractor: string;
  /** One track, or a picture and a sound that are merged afterwards. */
  tracks: Track[];
  liveStatus: string | null;
  /** `2026-11-21`. */
  uploadDate: string | null;
  uploader?: string;
  chapters: Chapter[];
  /** Sizes of the pictures it comes in, as people call them: 720 for 1280 × 720 and for 720 × 1280. */
  offered: number[];
}

export interface TrackProgress {
  formatId: string;
  downloadedBytes: number;
  totalBytes: number | null;
  speed: number | null;
  finished: boolean;
}

export type YtdlpEvent =
  | { kind: 'live'; live: LiveState }
  | { kind: 'captions'; captions: OfferedCaptions }
  | { kind: 'info'; info: VideoInfo }
  | { kind: 'progress'; progress: TrackProgress }
  | { kind: 'merging' }
  | { kind: 'file'; path: string };

type Fields = Record<string, unknown>;

/** One line of yt-dlp's output as something that happened; undefined for lines that are not ours. */
export function readYtdlpLine(line: string): YtdlpEvent | undefined {
  try {
    if (line.startsWith(MARKS.progress)) return progressEvent(jsonValues(line.slice(MARKS.progress.length)));
    if (line.startsWith(MARKS.info)) return infoEvent(jsonValues(line.slice(MARKS.info.length)));
    if (line.startsWith(MARKS.live)) return liveEvent(jsonValues(line.slice(MARKS.live.length)));
    if (line.startsWith(MARKS.captions)) return captionsEvent(jsonValues(line.slice(MARKS.captions.length)));
    if (line.startsWith(MARKS.post)) return postEvent(jsonValues(line.slice(MARKS.post.length)));
    if (line.startsWith(MARKS.file)) return fileEvent(jsonValues(line.slice(MARKS.file.length)));
  } catch {
    // A line that cannot be read is not worth a download.
  }
  return undefined;
}

function progressEvent([progress, track]: unknown[]): YtdlpEvent {
  const fields = (progress ?? {}) as Fields;
  const total = numberOr(fields.total_bytes) ?? numberOr(fields.total_bytes_estimate);
  return {
    kind: 'progress',
    progress: {
      formatId: textOr(((track ?? {}) as Fields).format_id) ?? '',
      downloadedBytes: Math.round(numberOr(fields.downloaded_bytes) ?? 0),
      totalBytes: total === null ? null : Math.round(total),
      speed: numberOr(fields.speed),
      finished: fields.status === 'finished',
    },
  };
}

function liveEvent([info]: unknown[]): YtdlpEvent {
  const fields = (info ?? {}) as Fields;
  const extractor = textOr(fields.extractor_key) ?? 'Generic';
  return { kind: 'live', live: { status: textOr(fields.live_status), extractor } };
}

function captionsEvent([byHand, automatic]: unknown[]): YtdlpEvent {
  return {
    kind: 'captions',
    captions: { byHand: (byHand ?? {}) as Fields, automatic: (automatic ?? {}) as Fields },
  };
}

function infoEvent([info, formats, pictures]: unknown[]): YtdlpEvent {
  const fields = (info ?? {}) as Fields;
  const tracks = Array.isArray(formats) && formats.length > 0 ? (formats as Fields[]) : [fields];
  return {
    kind: 'info',
    info: {
      title: boundedText(textOr(fields.title), TEXT_LIMITS.title),
      description: boundedText(textOr(fields.description), TEXT_LIMITS.description),
      durationSeconds: numberOr(fields.duration),
      height: numberOr(fields.height),
      thumbnailUrl: textOr(fields.thumbnail),
      extractor: textOr(fields.extractor_key) ?? 'Generic',
      tracks: tracks.map(trackFrom),
      liveStatus: textOr(fields.live_status),
      uploadDate: dateOr(fields.upload_date),
      uploader: boundedText(textOr(fields.uploader), TEXT_LIMITS.title) ?? undefined,
      chapters: chaptersFrom(fields.chapters),
      offered: Array.isArray(pictures)
        ? pictures.flatMap((one) => pictureSize((one ?? {}) as Fields) ?? [])
        : [],
    },
  };
}

function trackFrom(track: Fields): Track {
  const headers = Object.entries((track.http_headers ?? {}) as Fields).filter(
    (header): header is [string, string] => typeof header[1] === 'string',
  );
  return {
    formatId: textOr(track.format_id) ?? '',
    bytes: numberOr(track.filesize) ?? numberOr(track.filesize_approx),
    exact: numberOr(track.filesize) !== null || undefined,
    protocol: textOr(track.protocol) ?? '',
    url: textOr(track.url),
    headers: Object.fromEntries(headers),
  };
}

const MAX_CHAPTERS = 500;

function chaptersFrom(chapters: unknown): Chapter[] {
  if (!Array.isArray(chapters)) return [];
  return (chapters as (Fields | null)[]).slice(0, MAX_CHAPTERS).flatMap((chapter) => {
    const startSeconds = numberOr(chapter?.start_time);
    if (startSeconds === null) return [];
    const title = boundedText(textOr(chapter?.title), TEXT_LIMITS.title);
    return [{ title, startSeconds, endSeconds: numberOr(chapter?.end_time) }];
  });
}

/** `20261121` as `2026-11-21`. */
function dateOr(value: unknown): string | null {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(textOr(value) ?? '');
  return match ? match.slice(1).join('-') : null;
}

function pictureSize({ width, height }: Fields): number | null {
  const [wide, high] = [numberOr(width), numberOr(height)];
  return wide === null || high === null ? high : Math.min(wide, high);
}

function postEvent([progress]: unknown[]): YtdlpEvent | undefined {
  const { status, postprocessor } = (progress ?? {}) as Fields;
  const merges = typeof postprocessor === 'string' && /merger|fixup|remux|convert/i.test(postprocessor);
  return merges && status === 'started' ? { kind: 'merging' } : undefined;
}

function fileEvent([path]: unknown[]): YtdlpEvent | undefined {
  return typeof path === 'string' ? { kind: 'file', path } : undefined;
}

/** JSON values that stand behind each other on one line. */
function jsonValues(text: string): unknown[] {
  const values: unknown[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const end = endOfValue(rest);
    values.push(JSON.parse(rest.slice(0, end)));
    rest = rest.slice(end).trim();
  }
  return values;
}

function endOfValue(text: string): number {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    else if (character === ' ' && depth === 0) return index;
    if (depth === 0 && !inString && (character === '}' || character === ']' || character === '"'))
      return index + 1;
  }
  return text.length;
}

function numberOr(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function textOr(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
