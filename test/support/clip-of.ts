import { NodeProcessRunner } from '@app/process';

/** Puts the first two seconds of a film into another file, as the options of ffmpeg say: its path. */
export async function clipOf(film: string, path: string, options: readonly string[]): Promise<string> {
  const args = ['-y', '-loglevel', 'error', '-i', film, '-t', '2', ...options, path];
  const command = process.env.FFMPEG_PATH ?? 'ffmpeg';
  await new NodeProcessRunner().run({ command, args, name: 'ffmpeg' });
  return path;
}
