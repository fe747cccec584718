import { FILE_NAMES } from './ytdlp-files';

/** Heights that can be asked for; `best` is whatever YTDLP_FORMAT chooses, `audio` leaves the picture out. */
export const QUALITIES = ['best', '2160', '1440', '1080', '720', '480', '360', 'audio'] as const;
export type Quality = (typeof QUALITIES)[number];

export interface YtdlpJob {
  /** http(s), already parsed. */
  url: string;
  quality: Quality;
  /** YTDLP_FORMAT. */
  defaultFormat: string;
  workDir: string;
  /** The filtering proxy, with its password. */
  proxy: string;
  /** Path of the Node that solves a site's JavaScript challenges. */
  nodePath: string;
  /** Where our stand-ins for ffmpeg and ffprobe are. */
  ffmpegPath: string;
  /** Whether it is to tell which captions there are. It fetches none itself. */
  listsCaptions: boolean;
}

/** The whole of argv: everything else, above all the URL, comes on stdin, where nobody else on the machine reads. */
export const YTDLP_ARGV = ['--ignore-config', '--config-locations', '-'] as const;

/** Marks our own lines among what yt-dlp prints. */
export const MARKS = {
  live: '@live ',
  info: '@info ',
  captions: '@captions ',
  progress: '@progress ',
  post: '@post ',
  file: '@file ',
} as const;

/** Characters of texts that a site is free to choose. */
const MAX_TEXT_LENGTH = 20_000;

const PROGRESS_FIELDS = 'status,downloaded_bytes,total_bytes,total_bytes_estimate,speed';
const TRACK_FIELDS = 'format_id,filesize,filesize_approx';
const ADDRESS_FIELDS = 'protocol,url,http_headers';
const SIZE_FIELDS = 'width,height';
const INFO_FIELDS =
  'id,title,description,duration,ext,height,extractor_key,thumbnail,webpage_url,live_status,upload_date,uploader,chapters';

type Option = string | [name: string, ...values: string[]];

const CAPTION_LIST: Option = [
  '--print',
  `before_dl:${MARKS.captions}%(subtitles|{})j %(automatic_captions|{})j`,
];

/** Safe for every run: nothing is read from or written to the machine but the run's own directory. */
function common({ proxy, workDir }: { proxy: string; workDir: string }): Option[] {
  return [
    '--no-plugin-dirs',
    '--no-remote-components',
    '--no-cache-dir',
    '--no-update',
    '--no-playlist',
    '--no-mtime',
    '--abort-on-error',
    '--newline',
    '--color=no_color',
    ['--proxy', proxy],
    ['--socket-timeout', '20'],
    ['--paths', workDir],
  ];
}

/** The configuration that downloads one video. */
export function downloadConfig(job: YtdlpJob): string {
  return write([
    ...common(job),
    ['--playlist-items', '1'],
    ...formatOptions(job.quality, job.defaultFormat),
    ['--merge-output-format', 'mp4/mkv'],
    ['--retries', '3'],
    ['--fragment-retries', '5'],
    // A film with a hole in it is not the film.
    '--abort-on-unavailable-fragments',
    ['--concurrent-fragments', '4'],
    ['--downloader', 'native'],
    ['--js-runtimes', `node:${job.nodePath}`],
    ['--ffmpeg-location', job.ffmpegPath],
    ['--output', FILE_NAMES],
    // A live stream goes to ffmpeg, whatever the downloader is: none gets as far.
    ['--match-filters', '!is_live'],
    ['--replace-in-metadata', 'title,description', `(?s)^(.{${String(MAX_TEXT_LENGTH)}}).*`, '\\1'],
    '--no-simulate',
    '--progress',
    ['--progress-delta', '0.5'],
    [
      '--progress-template',
      `download:${MARKS.progress}%(progress.{${PROGRESS_FIELDS}})j %(info.{${TRACK_FIELDS}})j`,
    ],
    ['--progress-template', `postprocess:${MARKS.post}%(progress.{status,postprocessor})j`],
    ['--print', `pre_process:${MARKS.live}%(.{live_status,extractor_key})j`],
    [
      '--print',
      `before_dl:${MARKS.info}%(.{${INFO_FIELDS},${TRACK_FIELDS},${ADDRESS_FIELDS}})j %(requested_formats.:.{${TRACK_FIELDS},${ADDRESS_FIELDS}}|[])j %(formats.:.{${SIZE_FIELDS}}|[])j`,
    ],
    ...(job.listsCaptions ? [CAPTION_LIST] : []),
    ['--print', `after_move:${MARKS.file}%(filepath)j`],
    urlLine(job.url),
  ]);
}

/** A chosen height takes the largest picture up to it, else the next above; only then do players' favourites count. */
function formatOptions(quality: Quality, defaultFormat: string): Option[] {
  if (quality === 'best') return [['--format', defaultFormat]];
  if (quality === 'audio') return [['--format', 'bestaudio[ext=m4a]/bestaudio/best']];
  return [
    ['--format', 'bestvideo*+bestaudio/best'],
    ['--format-sort', `res:${quality},ext:mp4:m4a`],
  ];
}

function write(options: Option[]): string {
  const lines = options.map((option) =>
    typeof option === 'string' ? option : [option[0], ...option.slice(1).map(quoted)].join(' '),
  );
  return `${lines.join('\n')}\n`;
}

/** yt-dlp splits its configuration like a shell does. */
function quoted(value: string): string {
  return `'${value.replaceAll("'", `'"'"'`)}'`;
}

/** The URL is a quoted line of its own; no `--` before it, which would turn argv's options into URLs. */
function urlLine(url: string): Option {
  return quoted(new URL(url).href);
}
