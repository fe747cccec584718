import { open } from 'node:fs/promises';

const HEADER_BYTES = 16;
/** Ten hours in pieces of a second have fewer. What has more is made to be read for ever. */
const MAX_BOXES = 100_000;

/**
 * Whether an MP4 file (ISO/IEC 14496-12) ends before the last of its boxes does. Players and ffprobe do not notice:
 * its table of contents stands in front and promises all of it. False for what is no MP4, or has too many boxes.
 */
export async function endsInTheMiddle(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size: total } = await file.stat();
    let offset = 0;
    for (let boxes = 0; offset < total; boxes += 1) {
      if (boxes === MAX_BOXES) return false;
      const header = Buffer.alloc(HEADER_BYTES);
      const { bytesRead } = await file.read(header, 0, HEADER_BYTES, offset);
      if (offset === 0 && header.toString('latin1', 4, 8) !== 'ftyp') return false;
      const size = boxSize(header, bytesRead);
      // The last box may go on to the end; what is behind the boxes is not ours to judge.
      if (size === undefined) return false;
      offset += size;
    }
    return offset > total;
  } finally {
    await file.close();
  }
}

/** Undefined for what is no box, or one that goes on to the end of the file. */
function boxSize(header: Buffer, bytesRead: number): number | undefined {
  if (bytesRead < 8) return undefined;
  const short = header.readUInt32BE(0);
  if (short === 1) return bytesRead < HEADER_BYTES ? undefined : Number(header.readBigUInt64BE(8));
  return short >= 8 ? short : undefined;
}
