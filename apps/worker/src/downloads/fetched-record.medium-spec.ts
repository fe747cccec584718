import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  access,
  appendFile,
  link,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
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

  describe('where a program had the directory', () => {
    let outside: string;

    beforeEach(async () => {
      outside = join(directory.path, 'outside');
      await writeFile(outside, VIDEO);
    });

    /** What the program would have the next run believe. */
    const forge = (other: Partial<FetchedMedia>, of = first) =>
      writeFile(
        join(first, 'fetched.json'),
        JSON.stringify({ directory: of, fetched: { ...fetched({ sha256: SHA256 }), ...other } }),
      );

    it.each([
      ['the video', () => ({ path: outside })],
      ['the video, by way of the directory', () => ({ path: join(first, 'x').replace(/x$/, '../outside') })],
      ['the video, which is a directory', () => ({ path: `${first}/..` })],
      ['captions', () => ({ subtitles: [{ language: 'pt', path: outside, automatic: false }] })],
    ])('should not lead to a file of somebody else as %s', async (_what, other) => {
      await forge(other());
      await expect(findFetched(first, null, never)).resolves.toBeUndefined();
      await forge({ ...other(), sha256: 'another' });
      await expect(findFetched(first, null, never)).resolves.toBeUndefined();
      await expect(readFile(outside, 'utf8')).resolves.toBe(VIDEO);
    });

    it('should not lead there by a link in place of the video', async () => {
      await forge({});
      await rm(join(first, 'media.mp4'));
      await symlink(outside, join(first, 'media.mp4'));
      await expect(findFetched(first, null, never)).resolves.toBeUndefined();
      await expect(readFile(outside, 'utf8')).resolves.toBe(VIDEO);
    });

    it('should be nothing that is read where it is no record', async () => {
      await writeFile(join(first, 'fetched.json'), JSON.stringify({ directory: first, fetched: null }));
      await expect(findFetched(first, null, never)).resolves.toBeUndefined();
    });

    it('should wait for nobody where it is a pipe', async () => {
      execFileSync('mkfifo', [join(first, 'fetched.json')]);
      await expect(findFetched(first, null, never)).resolves.toBeUndefined();
    });

    it('should be no file of somebody else', async () => {
      await forge({});
      await rename(join(first, 'fetched.json'), outside);
      await symlink(outside, join(first, 'fetched.json'));
      await expect(findFetched(first, null, never)).resolves.toBeUndefined();
      await rm(join(first, 'fetched.json'));
      await link(outside, join(first, 'fetched.json'));
      await expect(findFetched(first, null, never)).resolves.toBeUndefined();
    });

    it('should not be read where it is longer than any record', async () => {
      await forge({ description: ' '.repeat(5_000_000) });
      await expect(findFetched(first, null, never)).resolves.toBeUndefined();
    });

    it('should not be written through a link that was left there', async () => {
      await symlink(outside, join(first, 'fetched.json.new'));
      await saveFetched(first, fetched(), never);
      await expect(readFile(outside, 'utf8')).resolves.toBe(VIDEO);
      await expect(findFetched(first, null, never)).resolves.toBeDefined();
    });
  });

  it('should stop hashing when the run stops', async () => {
    await saveFetched(first, fetched(), never);
    const stopped = AbortSignal.abort(new Error('cancelled'));
    await expect(findFetched(first, null, stopped)).rejects.toThrow();
    await expect(saveFetched(first, fetched(), stopped)).rejects.toThrow();
    await expect(findFetched(first, null, never)).resolves.toBeDefined();
  });
});
