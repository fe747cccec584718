import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { useDirectory } from '@app/testing/use-directory';
import { PartialFile } from './partial-file';

const NOTHING = { bytes: 0, identity: { version: null, totalBytes: null } };

describe(PartialFile, () => {
  const directory = useDirectory();
  let partial: PartialFile;

  beforeEach(async () => {
    partial = new PartialFile(directory.path);
  });

  const note = (text: string) => writeFile(join(directory.path, 'media.part.json'), text);

  const bytesWithNote = async (text: string) => {
    await writeFile(partial.path, 'abcd');
    await note(text);
  };

  it('should know what its bytes belong to', async () => {
    await partial.beginAnew({ version: '"v1"', totalBytes: 10 });
    await writeFile(partial.path, 'abcd');
    const reread = await new PartialFile(directory.path).readState();
    expect(reread).toEqual({ bytes: 4, identity: { version: '"v1"', totalBytes: 10 } });
  });

  it('should begin anew with nothing, whatever was there, for the eyes of the worker alone', async () => {
    await partial.beginAnew({ version: '"v1"', totalBytes: 10 });
    await writeFile(partial.path, 'abcd');
    await partial.beginAnew({ version: '"v2"', totalBytes: null });
    await expect(partial.readState()).resolves.toEqual({
      bytes: 0,
      identity: { version: '"v2"', totalBytes: null },
    });
    for (const name of await readdir(directory.path))
      expect((await stat(join(directory.path, name))).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['there is nothing', () => Promise.resolve()],
    ['there are bytes of which nothing is known', () => writeFile(partial.path, 'abcd')],
    ['there is a note without bytes', () => note('{"version":"x","totalBytes":1}')],
    ['the note was cut off', () => bytesWithNote('{"version":"')],
    ['the note is empty', () => bytesWithNote('')],
    ['the note is null', () => bytesWithNote('null')],
    [
      'the version cannot be told',
      async () => {
        await partial.beginAnew({ version: null, totalBytes: 4 });
        await writeFile(partial.path, 'abcd');
      },
    ],
  ])('should have nothing to go on with where %s', async (_case, prepare) => {
    await prepare();
    await expect(partial.readState()).resolves.toEqual(NOTHING);
  });

  it('should leave nothing behind, and not mind when there is nothing', async () => {
    await partial.beginAnew({ version: '"v1"', totalBytes: 10 });
    await partial.discard();
    await partial.discard();
    await expect(readdir(directory.path)).resolves.toEqual([]);
  });
});
