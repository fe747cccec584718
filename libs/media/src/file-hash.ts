import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { runOnDisk } from '@app/storage';

/** SHA-256 of a file, in hex. */
export async function sha256Of(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const read = () => pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash, { signal });
  await runOnDisk(read, signal);
  return hash.digest('hex');
}
