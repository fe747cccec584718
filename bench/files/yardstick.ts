import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ytdlpProgram } from '../ytdlp/program';

/** What a shell does with each address, in `$1`; the file is to lie in `$2`. */
const FETCH = 'curl -sf -o "$2" "$1"';
const HASH = 'sha256sum "$2" >/dev/null';

/** The programs that do the same by hand. */
const YARDSTICKS = {
  curl: FETCH,
  'curl, sha256sum': `${FETCH} && ${HASH}`,
  'yt-dlp': '"$YTDLP" --ignore-config --quiet --no-progress -o "$2" "$1"',
  'curl, sha256sum, ffprobe': `${FETCH} && ${HASH} && "$FFPROBE" -v error -of json -show_format -show_streams "$2" >/dev/null`,
};
export type Yardstick = keyof typeof YARDSTICKS;

/** Milliseconds until all of them are there. */
export async function timeYardstick(
  yardstick: Yardstick,
  addresses: string[],
  { directory, atOnce }: { directory: string; atOnce: number },
): Promise<number> {
  const target = join(directory, 'yardstick');
  await mkdir(target);
  const pairs = addresses.flatMap((address, index) => [address, join(target, `${String(index)}.mp4`)]);
  const begun = performance.now();
  const xargs = promisify(execFile)(
    'xargs',
    ['-P', String(atOnce), '-n', '2', 'sh', '-c', YARDSTICKS[yardstick], 'sh'],
    { env: { PATH: process.env.PATH, FFPROBE: ffprobe(), YTDLP: ytdlpProgram() } },
  );
  xargs.child.stdin?.end(pairs.join('\n'));
  await xargs;
  const tookMs = performance.now() - begun;
  await rm(target, { recursive: true });
  return tookMs;
}

function ffprobe(): string {
  const { FFMPEG_PATH } = process.env;
  return FFMPEG_PATH === undefined ? 'ffprobe' : join(dirname(FFMPEG_PATH), 'ffprobe');
}
