import { execFile } from 'node:child_process';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const BOX_HEADER_BYTES = 8;

/** A real film of 20 seconds, filled up to this size with a `free` box, which ISO/IEC 14496-12 lets players skip. */
export async function makeFilm(directory: string, name: string, bytes: number): Promise<string> {
  const path = join(directory, `${name}.mp4`);
  const inputs = ['testsrc2=s=1280x720:r=25', 'sine'].flatMap((input) => ['-f', 'lavfi', '-i', input]);
  const codecs = [
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-b:v',
    '1500k',
    '-c:a',
    'aac',
    '-movflags',
    '+faststart',
  ];
  await promisify(execFile)(process.env.FFMPEG_PATH ?? 'ffmpeg', [
    '-v',
    'error',
    ...inputs,
    '-t',
    '20',
    ...codecs,
    path,
  ]);
  const { size } = await stat(path);
  if (size + BOX_HEADER_BYTES > bytes) throw new Error(`the film has ${String(size)} bytes already`);
  const header = Buffer.alloc(BOX_HEADER_BYTES);
  header.writeUInt32BE(bytes - size);
  header.write('free', 4, 'latin1');
  const file = await open(path, 'r+');
  await file.write(header, 0, header.length, size);
  await file.truncate(bytes);
  await file.close();
  return path;
}
