import type { ProcessBounds } from '../process-runner';
import type { ProgramLimits } from './isolation';

/** `still` is ffmpeg once more, for nothing but a picture out of a film. */
export type Tool = 'ytdlp' | 'ffmpeg' | 'ffprobe' | 'still';

const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/**
 * Above what the largest films need: yt-dlp takes 60 to 200 MiB, its JavaScript 300, ffmpeg copies streams without
 * decoding them. No file of a film is larger than a hundred GiB.
 */
const EVERY: ProgramLimits = {
  addressSpaceBytes: 1.5 * GIB,
  cpuSeconds: 3600,
  fileBytes: 100 * GIB,
  openFiles: 256,
};

export const TOOL_LIMITS: Record<Tool, ProgramLimits> = {
  ytdlp: EVERY,
  ffmpeg: EVERY,
  ffprobe: { ...EVERY, cpuSeconds: 60, fileBytes: MIB },
  still: { ...EVERY, cpuSeconds: 20, fileBytes: MIB },
};

/** Over a program and everything that it starts. */
export const TOOL_BOUNDS: ProcessBounds = { memoryBytes: 1.5 * GIB, processes: 64, outputBytes: 32 * MIB };
