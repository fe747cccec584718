import { formatBytes, PermanentError, SnoozeError } from '@app/kernel';

const NO_SPACE = new Set(['ENOSPC', 'EDQUOT']);
/** Less than MIN_FREE_BYTES is left: another worker may have room, so soon. */
const SOON_MS = 5_000;
/** There was no room for a byte that came, though MIN_FREE_BYTES said otherwise: a quota, or a very small reserve. */
const LATER_MS = 60_000;
/** Asking more often would only fetch more beginnings of it. */
const TOO_LARGE_MS = 15 * 60_000;

/**
 * A disk of the worker has no room. The worker takes no more jobs while it lasts, so the next run is another worker's;
 * while there is none with room, nothing is handed over at all.
 */
export class DiskFull extends SnoozeError {
  /** True when what the run has written is in the way of itself or of others, and has to go. */
  readonly inTheWay: boolean;

  constructor({
    delayMs = SOON_MS,
    inTheWay = false,
    cause,
  }: { delayMs?: number; inTheWay?: boolean; cause?: unknown } = {}) {
    super('disk.full', 'The disk of the worker is full.', delayMs, {
      hint: 'Ask the operator to make room; the download goes on by itself.',
      cause,
    });
    this.inTheWay = inTheWay;
  }

  /** What the operating system says when there is no space, or no more for this user; undefined for other errors. */
  static fromErrno(error: unknown): DiskFull | undefined {
    const { code } = Object(error) as NodeJS.ErrnoException;
    return code !== undefined && NO_SPACE.has(code) ? DiskFull.because(error) : undefined;
  }

  /** A video that is larger than what is left: nothing but somebody making room helps. */
  static tooLarge(cause?: unknown): DiskFull {
    return new DiskFull({ delayMs: TOO_LARGE_MS, cause });
  }

  /** The same when a file was to be stored: it stays where it was fetched to, for the next run. */
  static whileStoring(error: unknown): DiskFull | undefined {
    return DiskFull.fromErrno(error) && new DiskFull({ delayMs: LATER_MS, cause: error });
  }

  /** What was written had to go before, and would have to go again: asked more and more seldom. */
  static again(times = 1, cause?: unknown): DiskFull {
    return new DiskFull({ delayMs: Math.min(TOO_LARGE_MS, LATER_MS * 2 ** (times - 1)), cause });
  }

  /** Somebody found no room for a byte. */
  static because(cause: unknown): DiskFull {
    return new DiskFull({ delayMs: LATER_MS, inTheWay: true, cause });
  }
}

/** Not even an empty disk would hold it: waiting does not help. */
export class DiskTooSmall extends PermanentError {
  constructor(fileBytes: number) {
    super(
      'disk.too-small',
      `The video (${formatBytes(fileBytes)}) is larger than a disk of this installation.`,
      {
        hint: 'Choose a smaller quality, or ask the operator for a larger disk; then try again.',
        details: { file_bytes: fileBytes },
      },
    );
  }
}
