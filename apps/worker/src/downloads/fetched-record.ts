import { constants } from 'node:fs';
import { lstat, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { type FetchedMedia, sha256Of } from '@app/media';

const NAME = 'fetched.json';
/** Title, description and 500 chapters, each letter escaped, take less than two. */
const MAX_RECORD_BYTES = 4 * 1024 * 1024;

/** What is known of a file that was fetched whole and is not stored yet. Paths lie in `directory`. */
interface FetchedRecord {
  directory: string;
  fetched: FetchedMedia & { sha256: string };
}

/**
 * Beside a file that was fetched whole: what it is. The next run takes it up without fetching a byte again, should
 * anything fail before it is stored.
 */
export async function saveFetched(
  workDir: string,
  fetched: FetchedMedia,
  signal: AbortSignal,
): Promise<FetchedMedia> {
  const hashed = { ...fetched, sha256: fetched.sha256 ?? (await sha256Of(fetched.path, signal)) };
  const record: FetchedRecord = { directory: workDir, fetched: hashed };
  const temporary = join(workDir, `${NAME}.new`);
  // A program had this directory: what it left there under our name may be a link to somewhere else.
  await rm(temporary, { force: true });
  await writeFile(temporary, JSON.stringify(record), { mode: 0o600, flag: 'wx' });
  await rename(temporary, join(workDir, NAME));
  return hashed;
}

/**
 * The file that an earlier run has fetched, if it still is what its record says: it may have been copied while that run
 * went on, and come through a power failure. Otherwise it goes, so that nobody takes it for the video.
 * @param version what the source has now; null where it does not tell
 */
export async function findFetched(
  workDir: string,
  version: string | null,
  signal: AbortSignal,
): Promise<FetchedMedia | undefined> {
  const record = await readRecord(workDir);
  if (!record) return undefined;
  const { fetched } = record;
  const isCurrent = version === null || version === fetched.sourceVersion;
  if (isCurrent && (await isWhole(fetched, signal))) return fetched;
  await Promise.all([rm(fetched.path, { force: true }), rm(join(workDir, NAME), { force: true })]);
  return undefined;
}

/** A program had the directory, too, and could have written it: what leads out of there is none. */
async function readRecord(workDir: string): Promise<FetchedRecord | undefined> {
  try {
    const text = await readPlain(join(workDir, NAME));
    const { directory } = JSON.parse(text) as FetchedRecord;
    const record = JSON.parse(text, (_key, value: unknown) =>
      typeof value === 'string' && value.startsWith(directory + sep)
        ? join(workDir, value.slice(directory.length))
        : value,
    ) as FetchedRecord;
    const { path, subtitles } = record.fetched;
    const paths = [path, ...subtitles.map((one) => one.path)];
    return paths.every((one) => one === join(workDir, basename(one))) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** @throws where it is a link, a pipe that nobody writes to, or longer than any record */
async function readPlain(path: string): Promise<string> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = await file.stat();
    if (!found.isFile() || found.nlink > 1 || found.size > MAX_RECORD_BYTES) throw new Error('no record');
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

async function isWhole(
  { path, sizeBytes, sha256 }: FetchedRecord['fetched'],
  signal: AbortSignal,
): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (!found?.isFile() || found.size !== sizeBytes) return false;
  return (await sha256Of(path, signal)) === sha256;
}
