import { createHash } from 'node:crypto';
import { access, appendFile, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FetchedMedia } from '@app/media';
import { useDirectory } from '@app/testing/use-directory';
import { findFetched, saveFetched } from './fetched-record';

const VIDEO = 'a whole video';
const SHA256 = createHash('sha256').update(VIDEO).digest('hex');
const never = new AbortController().signal;

describe('the record of a fetched file', () => {
  const directory = useDirectory();
  let first: string;

  beforeEach(async () => {
    first = join(directory.path, 'first');
    await mkdir(first);
    await writeFile(join(first, 'media.mp4'), VIDEO);
  });

  const fetched = (other: Partial<FetchedMedia> = {}): FetchedMedia => ({
    path: join(first, 'media.mp4'),
    sizeBytes: VIDEO.length,
    sha256: null,
    title: 'Aula 1',
    description: `${first} is where it was`,
    durationSeconds: 12,
    thumbnailUrl: null,
    subtitles: [{ language: 'pt', path: join(first, 'media.pt.vtt'), automatic: false }],
    sourceVersion: '"v1"',
    extractor: 'Generic',
    offered: [],
    verified: false,
    uploadDate: null,
    chapters: [],
    ...other,
  });

  it('should be found by the run that took the file over, with its paths there', async () => {
    await expect(saveFetched(first, fetched(), never)).resolves.toMatchObject({ sha256: SHA256 });
    const second = join(directory.path, 'second');
    await rename(first, second);
    const path = join(second, 'media.mp4');
    await expect(findFetched(second, null, never)).resolves.toEqual({
      ...fetched(),
      path,
      sha256: SHA256,
      subtitles: [{ language: 'pt', path: join(second, 'media.pt.vtt'), automatic: false }],
    });
    await access(path);
  });

  it('should not be there where nothing was fetched whole, or it cannot be read', async () => {
    await expect(findFetched(first, null, never)).resolves.toBeUndefined();
    await writeFile(join(first, 'fetched.json'), '{"directory":');
    await expect(findFetched(first, null, never)).resolves.toBeUndefined();
  });

  it.each([
    ['grew', (path: string) => appendFile(path, '!')],
    ['is another of the same size', (path: string) => writeFile(path, VIDEO.toUpperCase())],
  ])('should go with a file that %s', async (_what, change) => {
    await saveFetched(first, fetched(), never);
    await change(join(first, 'media.mp4'));
    await expect(findFetched(first, null, never)).resolves.toBeUndefined();
    await expect(readdir(first)).resolves.toEqual([]);
  });

  it('should count only while the source still says the same, where it says something', async () => {
    await saveFetched(first, fetched(), never);
    await expect(findFetched(first, '"v1"', never)).resolves.toBeDefined();
    await expect(findFetched(first, '"v2"', never)).resolves.toBeUndefined();
    await expect(readdir(first)).resolves.toEqual([]);
  });

  it('should stop hashing when the run stops', async () => {
    await saveFetched(first, fetched(), never);
    const stopped = AbortSignal.abort(new Error('cancelled'));
    await expect(findFetched(first, null, stopped)).rejects.toThrow();
    await expect(saveFetched(first, fetched(), stopped)).rejects.toThrow();
    await expect(findFetched(first, null, never)).resolves.toBeDefined();
  });
});
