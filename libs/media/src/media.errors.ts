import {
  type AppErrorOptions,
  type ErrorCode,
  PermanentError,
  RetryableError,
  SnoozeError,
  type SnoozeOptions,
} from '@app/kernel';

/** The source will never give this video, to anybody or to us. */
export class SourceRefused extends PermanentError {
  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(code, message, options);
  }
}

export class SourceRemoved extends SourceRefused {
  constructor(cause?: unknown) {
    const hint = 'Ask the teacher for another link.';
    super('source.removed', 'The video is no longer there.', { hint, cause });
  }
}

/** A stream that nobody says will end: there is no whole of it to keep. */
export class LiveStreamRefused extends SourceRefused {
  constructor() {
    super('source.live', 'The link leads to a live stream, and only recordings can be downloaded.', {
      hint: 'Request the link of the recording when the broadcast has ended.',
    });
  }
}

/** More than a program of ours may hold of one video: trying again would end the same way. */
export class SourceTooComplex extends SourceRefused {
  constructor(cause?: unknown) {
    super('source.too-complex', 'The source describes this video in a way that is too large to process.', {
      hint: 'Ask the teacher for another link to the video.',
      cause,
    });
  }
}

/** The link leads to something else than a video: a page, a login form, a document. */
export class NotAVideo extends PermanentError {
  constructor(detail: string, cause?: unknown) {
    super('source.not-a-video', `The link did not return a video: ${detail}.`, {
      hint: 'Open the link in a browser: it may ask you to sign in, or lead to a page instead of a video.',
      cause,
    });
  }
}

/** The direct fetcher met a page; the other fetcher may find a video in it. */
export class NeedsExtraction extends RetryableError {
  /** @param host that the page came from, after redirects */
  constructor(readonly host: string | null = null) {
    super('source.needs-extraction', 'The link leads to a page; looking for a video in it.');
  }
}

export class SourceUnreachable extends RetryableError {
  constructor(detail: string, cause?: unknown) {
    super('source.unreachable', `The source cannot be reached: ${detail}.`, {
      hint: 'It is tried again by itself; if it stays like this, check the link.',
      cause,
    });
  }
}

/** Nobody answered there at all, which says more about the host or our own network than about the video. */
export class HostUnreachable extends SourceUnreachable {
  /** Somebody was there, and may have minded this one request. */
  readonly hungUp: boolean;

  constructor(
    /** Null where a program could not say which it was. */
    readonly host: string | null,
    detail: string,
    { hungUp = false, cause }: { hungUp?: boolean; cause?: unknown } = {},
  ) {
    super(detail, cause);
    this.hungUp = hungUp;
  }
}

/** The source was silent for too long: while it was asked what it has, or while bytes should have come. */
export class SourceStalled extends RetryableError {
  constructor(
    seconds: number,
    phase: 'resolving' | 'downloading' = 'downloading',
    /** Who was silent; null where that is not known. */
    readonly host: string | null = null,
  ) {
    const silence =
      phase === 'resolving'
        ? `The source did not say within ${String(seconds)} seconds what it has`
        : `No data came for ${String(seconds)} seconds`;
    super('source.stalled', `${silence} (while ${phase}).`, {
      hint: 'It is tried again by itself.',
      details: { phase, seconds },
    });
  }
}

/** Bytes come, and so few that it would never end: another download can use its place. */
export class SourceTooSlow extends RetryableError {
  constructor(bytesPerSecond: number, seconds: number) {
    const [rate, whole] = [Math.round(bytesPerSecond), Math.round(seconds)];
    super(
      'source.too-slow',
      `The source sent ${String(rate)} bytes a second over ${String(whole)} seconds.`,
      {
        hint: 'It is tried again by itself, from where it stopped if the source allows; if it stays like this, try at another time.',
        details: { bytes_per_second: rate, seconds: whole },
      },
    );
  }
}

/** ffmpeg took too long to put picture and sound together. */
export class MergingTooLong extends RetryableError {
  constructor(seconds: number) {
    super(
      'download.too-long',
      `Combining picture and sound took longer than ${String(seconds)} seconds (while merging).`,
      {
        hint: 'It is tried again by itself; a smaller quality takes less time.',
        details: { phase: 'merging', seconds },
      },
    );
  }
}

export class SourceIncomplete extends RetryableError {
  /** @param sha256 of what came, where that was a file: the same one again is all that there is */
  constructor(
    detail: string,
    readonly sha256: string | null = null,
  ) {
    super('source.incomplete', `The file did not arrive whole: ${detail}.`, {
      hint: 'It is tried again by itself.',
    });
  }
}

/** A picture or captions that stand beside a video: nobody but the log is told. */
export class CompanionUnusable extends RetryableError {
  constructor(why: string) {
    super('source.incomplete', `What belongs to the video cannot be used: ${why}.`);
  }
}

/** A smaller picture came than the source has. Sites do that to who asks too much; the next time may be better. */
export class SourceLowerQuality extends RetryableError {
  constructor(note: string) {
    super('source.lower-quality', note, { hint: 'It is tried once more; then what came is kept.' });
  }
}

/** 403 in the middle, an expired address: resolving it anew helps. */
export class SourceExpired extends RetryableError {
  constructor(cause?: unknown) {
    super('source.expired', 'The address of the video expired during the download.', {
      hint: 'It is tried again by itself with a fresh address.',
      cause,
    });
  }
}

export interface ThrottledOptions extends SnoozeOptions {
  /** Who said so: where redirects led, it is not the host of the link. */
  host?: string | null;
}

export class SourceThrottled extends SnoozeError {
  readonly host: string | null;

  constructor(
    code: ErrorCode,
    message: string,
    delayMs: number,
    { host, ...options }: ThrottledOptions = {},
  ) {
    super(code, message, delayMs, {
      hint: 'Nothing to do: it goes on by itself after a pause.',
      ...options,
    });
    this.host = host ?? null;
  }
}

const HOUR_MS = 3_600_000;
/** A lesson may be announced a week before, and last a day. */
const BROADCAST_MS = 8 * 24 * HOUR_MS;

/** A broadcast of a site that keeps recordings. */
export class BroadcastUnderWay extends SourceThrottled {
  constructor() {
    super(
      'source.live',
      'The video is being broadcast live; only recordings can be downloaded.',
      HOUR_MS / 2,
      {
        hint: 'Nothing to do: the download starts when the recording is available.',
        longestMs: BROADCAST_MS,
      },
    );
  }
}

export class BroadcastNotBegun extends SourceThrottled {
  constructor(cause?: unknown) {
    super('source.not-begun', 'The live video has not begun or is not ready yet.', HOUR_MS, {
      longestMs: BROADCAST_MS,
      cause,
    });
  }
}

/** This machine's yt-dlp must not or cannot do it. Another worker's may, or the operator installs a better one. */
export class YtdlpUnusable extends SnoozeError {
  constructor(reason: string) {
    super('ytdlp.unusable', `The worker cannot fetch from such pages at the moment: ${reason}.`, 60_000, {
      hint: 'Ask the operator to install the current yt-dlp on the worker; the download goes on by itself.',
      longestMs: 24 * 3_600_000,
    });
  }
}

/** ffprobe could not look at the file, which says nothing about the file. */
export class FfprobeUnusable extends SnoozeError {
  constructor(cause: unknown) {
    super('process.failed', 'The worker could not check the video: ffprobe did not run.', 10 * 60_000, {
      hint: 'Ask the operator to look at ffmpeg on the worker; the download goes on by itself.',
      longestMs: 24 * 3_600_000,
      cause,
    });
  }
}

/** The fetch took longer than DOWNLOAD_TIMEOUT_SECONDS in all. */
export class FetchTooLong extends RetryableError {
  constructor(seconds: number, phase: string) {
    super('download.too-long', `The download took longer than ${String(seconds)} seconds (while ${phase}).`, {
      hint: 'Ask the operator to raise DOWNLOAD_TIMEOUT_SECONDS if such long downloads are normal here.',
      details: { phase, seconds },
    });
  }
}
