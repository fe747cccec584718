import { str } from 'envalid';
import { TEMPLATE_FIELDS } from './output-template';
import {
  allowance,
  byteCount,
  csv,
  hostValues,
  outputTemplate,
  positive,
  text,
  timeoutSeconds,
} from './validators';

/** Those of the work that workers do. */
export const DOWNLOAD_VARIABLES = {
  MAX_CONCURRENT_DOWNLOADS: positive({ default: 10, desc: 'downloads one worker runs at once' }),
  DOWNLOAD_TIMEOUT_SECONDS: timeoutSeconds({
    default: 3600,
    desc: 'longest one run of a download may take',
  }),
  STALL_TIMEOUT_SECONDS: timeoutSeconds({
    default: 60,
    desc: 'a download that gets no byte for this long is started again',
  }),
  MIN_TRANSFER_RATE: byteCount({
    default: 4096,
    desc: 'bytes a second: a download that gets fewer over two minutes is tried again later; 0: any rate will do',
  }),
  WORKER_MAX_RETRIES: positive({ default: 3, desc: 'runs a download gets in all' }),
  FAIR_WAIT_SECONDS: positive({
    default: 20,
    desc: 'a school of which nothing runs waits this long at most for a slot of one that has more than its share',
  }),
  HOST_CONCURRENCY: hostValues({
    default: { any: 64, hosts: { 'youtube.com': 2 } },
    desc: 'downloads from one host at once, over all workers: a number for any host, and host=number for some',
  }),
  HOST_SPACING_SECONDS: hostValues({
    default: { any: 0, hosts: { 'youtube.com': 4 } },
    desc: 'mean pause between the starts of two downloads from one host, in seconds, written like HOST_CONCURRENCY',
  }),
  YTDLP_FORMAT: str({
    default: 'bestvideo[ext=mp4]+bestaudio[ext=m4a]/best[ext=mp4]/best',
    desc: 'format yt-dlp chooses when no quality is asked for',
  }),
  YTDLP_OUTPUT_TEMPLATE: outputTemplate({
    default: '%(title)s.%(ext)s',
    desc: `name of a video that is saved from here, in yt-dlp's words: ${TEMPLATE_FIELDS.map((field) => `%(${field})s`).join(' ')}; in the storage files are named by their ids`,
  }),
  SUBTITLE_LANGUAGES: csv({ default: ['pt', 'en'], desc: 'subtitles to fetch when a source has them' }),
  YTDLP_PATH: text({ default: 'yt-dlp', desc: 'yt-dlp 2026.07.04 or newer' }),
  FFMPEG_PATH: text({ default: 'ffmpeg', desc: 'ffmpeg; ffprobe is looked for beside it' }),
  EGRESS_ALLOW: allowance({
    default: [],
    desc: 'comma-separated host-or-CIDR:port that may be reached although they are private; empty in production',
  }),
} as const;
