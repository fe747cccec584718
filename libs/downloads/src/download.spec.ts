import type { VideoSource } from '@app/courses';
import { itReturns } from '@app/testing/table';
import fc from 'fast-check';
import {
  DEFAULT_OPTIONS,
  DOWNLOAD_STATUSES,
  type DownloadEvent,
  type DownloadOptions,
  type DownloadStatus,
  hostOf,
  isFinal,
  statusAfter,
  statusesFor,
  variantOf,
} from './download';

const EVENTS: DownloadEvent[] = ['claim', 'complete', 'fail', 'cancel', 'requeue', 'retry'];

/** The whole of it: what each event makes of each status; — where it means nothing. */
const TABLE: Record<DownloadStatus, Partial<Record<DownloadEvent, DownloadStatus>>> = {
  queued: { claim: 'running', complete: 'completed', fail: 'failed', cancel: 'cancelled' },
  running: {
    claim: 'running',
    complete: 'completed',
    fail: 'failed',
    cancel: 'cancelled',
    requeue: 'queued',
  },
  completed: {},
  failed: { retry: 'queued' },
  cancelled: { retry: 'queued' },
};

const CASES = DOWNLOAD_STATUSES.flatMap((status) =>
  EVENTS.map((event) => [status, event, TABLE[status][event]] as const),
);

/** The status after an event, or undefined when the event means nothing in this status. */
const nextStatus = (status: DownloadStatus, event: DownloadEvent) =>
  statusesFor(event).includes(status) ? statusAfter(event) : undefined;

describe(statusAfter, () => {
  it.each(CASES)('should go from %s by %s to %s', (status, event, expected) => {
    expect(nextStatus(status, event)).toBe(expected);
  });

  it('should never leave a final status but by a retry, which never revives what is completed', () => {
    const events = fc.array(fc.constantFrom(...EVENTS), { maxLength: 30 });
    fc.assert(
      fc.property(events, (happened) => {
        let status: DownloadStatus = 'queued';
        for (const event of happened) {
          const next = nextStatus(status, event);
          if (isFinal(status) && next !== undefined) {
            expect([status, event]).not.toContain('completed');
            expect(event).toBe('retry');
          }
          status = next ?? status;
        }
      }),
      { seed: 20_260_301 },
    );
  });
});

describe(statusesFor, () => {
  it.each<[DownloadEvent, DownloadStatus[]]>([
    ['claim', ['queued', 'running']],
    ['complete', ['queued', 'running']],
    ['fail', ['queued', 'running']],
    ['cancel', ['queued', 'running']],
    ['requeue', ['running']],
    ['retry', ['failed', 'cancelled']],
  ])('should say where %s means something', (event, statuses) => {
    expect(statusesFor(event)).toEqual(statuses);
  });
});

describe(isFinal, () => {
  it('should be true exactly where no worker has anything left to do', () => {
    expect(DOWNLOAD_STATUSES.filter(isFinal)).toEqual(['completed', 'failed', 'cancelled']);
  });
});

describe(variantOf, () => {
  const variantFor = (source: VideoSource, options: Partial<DownloadOptions>) =>
    variantOf(source, { ...DEFAULT_OPTIONS, ...options });

  itReturns('should call %s with %j “%s”', variantFor, [
    ['google_drive', { quality: '720' }, 'original'],
    ['direct_link', { quality: 'audio', subtitles: false }, 'original'],
    ['youtube', {}, 'best'],
    ['youtube', { quality: '720' }, '720'],
    ['youtube', { quality: '720', subtitles: false }, '720-nosubs'],
    ['other', { quality: 'audio', subtitles: false }, 'audio-nosubs'],
    // What stays in its container is kept apart.
    ['direct_link', { container: 'original' }, 'original-unchanged'],
    ['youtube', { container: 'original' }, 'best-unchanged'],
  ]);

  it('should not depend on the priority: whoever asks shares the file', () => {
    const variant = (priority: number) => variantOf('youtube', { ...DEFAULT_OPTIONS, priority });
    expect(variant(0)).toBe(variant(100));
  });
});

describe(hostOf, () => {
  itReturns('should pace %s at %s as %s', hostOf, [
    ['youtube', 'https://www.youtube.com/watch?v=x', 'youtube.com'],
    ['youtube', 'https://youtu.be/x', 'youtube.com'],
    ['google_drive', 'https://drive.google.com/file/d/x/view', 'drive.google.com'],
    ['direct_link', 'https://CDN.example:8443/a.mp4', 'cdn.example:8443'],
    ['direct_link', 'https://cdn.example:443/a.mp4', 'cdn.example'],
    ['other', 'https://player.vimeo.com/video/1', 'player.vimeo.com'],
    ['other', 'http://[2001:db8::1]/x', '[2001:db8::1]'],
  ]);
});
