import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What yt-dlp calls its files: after the sizes that the site says its tracks have, how they come, and which they are. It
 * goes on with whatever bears the name, and asks nobody whether the source still is the same.
 */
export const FILE_NAMES =
  'media.%(requested_formats.0.filesize,filesize|x)s.%(requested_formats.1.filesize|x)s.%(protocol).40s.%(format_id).60B.%(ext)s';

/** Of one track or two, whose sizes are known, and which come in one piece. */
const RESUMABLE = /^media\.\d+\.(x\.https?|\d+\.https?\+https?)\./;

/**
 * Removes what yt-dlp must not go on with: files that may belong to another version, and those in pieces, of which it
 * writes down only afterwards how many it has put together.
 */
export async function removeUnresumable(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter(
    (name) => name.startsWith('media.') && !RESUMABLE.test(name),
  );
  await Promise.all(names.map((name) => rm(join(directory, name), { recursive: true, force: true })));
}
