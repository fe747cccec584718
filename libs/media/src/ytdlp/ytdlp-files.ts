import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What yt-dlp calls its files: after the sizes that the site says its tracks have, how they come, and which they are. It
 * goes on with whatever bears the name, and asks nobody whether the source still is the same.
 */
export const FILE_NAMES =
  'media.%(requested_formats.0.filesize,filesize|x)s.%(requested_formats.1.filesize|x)s.%(protocol).40s.%(format_id).60B.%(ext)s';

/** yt-dlp notes here how many pieces of a film it has put together in the file beside it. */
const NOTE = '.ytdl';
/** It takes less than 200. */
const MAX_NOTE_BYTES = 64 * 1024;

/** Removes films in pieces whose note a kill has torn: yt-dlp would put all pieces together behind those that are there. */
export async function removeTorn(directory: string): Promise<void> {
  const notes = (await readdir(directory)).filter((name) => name.startsWith('media.') && name.endsWith(NOTE));
  for (const note of notes) {
    if (await isWhole(join(directory, note))) continue;
    for (const name of [note, `${note.slice(0, -NOTE.length)}.part`])
      await rm(join(directory, name), { recursive: true, force: true });
  }
}

/** A program had the directory: what it left under that name may be a link, a pipe or without end. */
async function isWhole(note: string): Promise<boolean> {
  try {
    const found = await lstat(note);
    if (!found.isFile() || found.size > MAX_NOTE_BYTES) return false;
    JSON.parse(await readFile(note, 'utf8'));
    return true;
  } catch {
    return false;
  }
}
