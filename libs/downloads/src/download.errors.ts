import { AppError, PermanentError, SnoozeError } from '@app/kernel';
import type { Verdict } from '@app/courses';

export class DownloadNotFound extends AppError {
  constructor(id: string) {
    super('download.not-found', `There is no download ${id} here.`);
  }
}

export class DownloadNotRetryable extends AppError {
  constructor(status: string) {
    super('download.not-retryable', `A download that is ${status} cannot be tried again.`, {
      hint: 'Only failed and cancelled downloads can.',
    });
  }
}

export class DownloadHasNoFile extends AppError {
  constructor(status: string) {
    super('download.no-file', `This download has no such file; it is ${status}.`);
  }
}

/** Nothing of what was asked for can be had. `details.blocked` says why, video by video. */
export class NothingToDownload extends AppError {
  constructor(blocked: { title: string | null; verdict: Verdict }[]) {
    super('download.nothing', blocked[0]?.verdict.reason ?? 'There is no video in this item.', {
      hint: blocked[0]?.verdict.hint ?? undefined,
      details: {
        blocked: blocked.map(({ title, verdict }) => ({
          title,
          code: verdict.code,
          reason: verdict.reason,
          hint: verdict.hint,
        })),
      },
    });
  }
}

/**
 * The worker's disk has less than MIN_FREE_BYTES left. It takes no more jobs, so the next run is another worker's;
 * while there is none with room, nothing is handed over at all.
 */
export class DiskFull extends SnoozeError {
  constructor() {
    super('disk.full', 'The disk of the worker is nearly full.', 5_000, {
      hint: 'Ask the operator to make room; the download goes on by itself.',
    });
  }
}

/** Three workers in a row died with it. */
export class Poisonous extends PermanentError {
  constructor() {
    super('download.poison', 'The download was given up because the worker crashed with it three times.', {
      hint: 'Tell the operator; trying again is possible.',
    });
  }
}
