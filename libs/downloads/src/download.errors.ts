import { AppError, formatBytes, PermanentError } from '@app/kernel';
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

/** Trying it again would fetch what another download of the same caller fetches. */
export class DownloadUnderWay extends AppError {
  constructor(activeId: string) {
    super('download.under-way', 'The same video is on its way already.', {
      hint: `Follow download ${activeId}.`,
      details: { download_id: activeId },
    });
  }
}

export class DownloadHasNoFile extends AppError {
  constructor(status: string) {
    super('download.no-file', `This download has no such file; it is ${status}.`);
  }
}

/** Its row is there, and the storage does not have it. */
export class DownloadFileLost extends AppError {
  constructor() {
    super('download.file-lost', 'The file of this download is no longer in the storage.', {
      hint: 'Ask for the video again: it is fetched anew.',
    });
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

/** Three workers in a row died with it. */
export class Poisonous extends PermanentError {
  constructor() {
    super('download.poison', 'The download was given up because the worker crashed with it three times.', {
      hint: 'Tell the operator; trying again is possible.',
    });
  }
}

/** Larger than MAX_FILE_SIZE, for everybody. */
export class FileTooLarge extends PermanentError {
  constructor(limitBytes: number, fileBytes?: number) {
    const size = fileBytes === undefined ? '' : ` (${formatBytes(fileBytes)})`;
    super(
      'download.file-too-large',
      `The video is larger${size} than the allowed ${formatBytes(limitBytes)}.`,
      {
        hint: 'Choose a smaller quality, or ask the operator to raise MAX_FILE_SIZE.',
        details: { limit_bytes: limitBytes, ...(fileBytes === undefined ? {} : { file_bytes: fileBytes }) },
      },
    );
  }
}

/** Whose storage is full, and how full. */
export interface ReachedQuota {
  of: 'tenant' | 'user';
  limitBytes: number;
  /** Stored, and reserved by what runs. */
  usedBytes: number;
}

/** What a school or a person may store is used up, or less is left than the video needs. */
export class StorageQuotaReached extends PermanentError {
  constructor({ of, limitBytes, usedBytes }: ReachedQuota) {
    const whose = of === 'tenant' ? "The school's storage" : 'Your storage';
    const used = `${formatBytes(usedBytes)} of ${formatBytes(limitBytes)} used`;
    super('storage.quota-reached', `${whose} is full or has too little space left for this video: ${used}.`, {
      hint:
        of === 'tenant'
          ? 'Remove downloads that nobody needs, or ask the operator for more storage.'
          : 'Remove downloads you no longer need, or ask an admin for more storage.',
      details: { of, limit_bytes: limitBytes, used_bytes: usedBytes },
    });
  }
}
