import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

export function ytdlpProgram(): string {
  return process.env.YTDLP_PATH ?? 'yt-dlp';
}

/** Undefined for the official program, which brings its own and does not lend it. */
export async function interpreterOf(program: string): Promise<string | undefined> {
  const { stdout } = await promisify(execFile)('sh', ['-c', 'command -v "$1"', 'sh', program]);
  const start = (await readFile(stdout.trim())).toString('latin1', 0, 200);
  return /^#! *(\/\S*python\S*)/.exec(start)?.[1];
}
