import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleFilm } from '@app/testing/parts';
import { useDirectory } from '@app/testing/use-directory';
import { endsInTheMiddle } from './mp4-boxes';

describe(endsInTheMiddle, () => {
  const directory = useDirectory();
  let film: Buffer;

  beforeAll(async () => {
    film = await readFile(await sampleFilm());
  });

  async function judged(bytes: Buffer): Promise<boolean> {
    const path = join(directory.path, 'film.mp4');
    await writeFile(path, bytes);
    return endsInTheMiddle(path);
  }

  /** A box with so many bytes of content. */
  function box(type: string, content: number, size = content + 8): Buffer {
    const header = Buffer.alloc(8 + content);
    header.writeUInt32BE(size, 0);
    header.write(type, 4, 'latin1');
    return header;
  }

  it('should be content with a whole film', async () => {
    await expect(judged(film)).resolves.toBe(false);
  });

  it.each([1, 2, 1_000, 400_000])('should notice that %i bytes are missing at the end', async (missing) => {
    await expect(judged(film.subarray(0, film.length - missing))).resolves.toBe(true);
  });

  it('should not count boxes without end', async () => {
    const many = Buffer.concat(Array.from({ length: 100_000 }, () => box('free', 0)));
    await expect(judged(Buffer.concat([box('ftyp', 8), many, box('mdat', 8, 20)]))).resolves.toBe(false);
  });

  it('should understand boxes that are longer than four bytes can say', async () => {
    const long = Buffer.alloc(16 + 100);
    long.writeUInt32BE(1, 0);
    long.write('mdat', 4, 'latin1');
    long.writeBigUInt64BE(116n, 8);
    const whole = Buffer.concat([box('ftyp', 8), long]);
    await expect(judged(whole)).resolves.toBe(false);
    await expect(judged(whole.subarray(0, 100))).resolves.toBe(true);
  });

  it.each([
    ['a box that goes on to the end', Buffer.concat([box('ftyp', 8), box('mdat', 50, 0)])],
    ['something behind the boxes', Buffer.concat([box('ftyp', 8), Buffer.from('abc')])],
    ['a size that cannot be', Buffer.concat([box('ftyp', 8), box('mdat', 50, 7)])],
    ['no MP4', Buffer.from('RIFF____AVI LIST________________')],
    ['next to nothing', Buffer.from('x')],
    ['nothing', Buffer.alloc(0)],
  ])('should not decide about %s', async (_what, bytes) => {
    await expect(judged(bytes)).resolves.toBe(false);
  });
});
