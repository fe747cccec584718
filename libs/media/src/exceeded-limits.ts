import type { ProcessFailure } from '@app/process';

/** How a shell tells of SIGXCPU and SIGXFSZ: the limits of processor time and of a file's size. */
const LIMIT_EXIT_CODES: (number | null)[] = [128 + 24, 128 + 25];
/** What Python and ffmpeg say when they get no more memory, or may not make a file larger. */
const LIMIT_WORDS = /\bMemoryError\b|Cannot allocate memory|File too large/;

/** True when a program was ended by, or gave up at, one of the limits it runs under. */
export function exceededLimits({ terminatedBy, exitCode, stderrTail }: ProcessFailure): boolean {
  if (terminatedBy !== undefined) return terminatedBy !== 'aborted' && terminatedBy !== 'timeout';
  return LIMIT_EXIT_CODES.includes(exitCode) || LIMIT_WORDS.test(stderrTail);
}
