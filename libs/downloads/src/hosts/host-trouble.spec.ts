import { GoogleRateLimited } from '@app/google';
import { HostUnreachable, NotAVideo, SourceThrottled, SourceUnreachable } from '@app/media';
import { MAX_THROTTLE_MS, troubleOf } from './host-trouble';

const HOUR = 3_600_000;
const link = { source: 'direct_link', host: 'videos.example' } as const;
const video = { source: 'youtube', host: 'youtube.com' } as const;
const throttled = (delayMs: number, host?: string) =>
  new SourceThrottled('source.rate-limited', 'Slower.', delayMs, { host });

describe(troubleOf, () => {
  it('should blame who answered, not who led there', () => {
    expect(troubleOf(link, throttled(1_000, 'cdn.example'))).toMatchObject({
      host: 'cdn.example',
      kind: 'throttled',
      firstPauseMs: 1_000,
    });
    expect(troubleOf(link, new HostUnreachable('cdn.example:81', 'x'))).toMatchObject({
      host: 'cdn.example:81',
      kind: 'unreachable',
    });
  });

  it('should blame the host of the link where nobody says another', () => {
    expect(troubleOf(link, throttled(1_000))?.host).toBe('videos.example');
    expect(troubleOf(link, new HostUnreachable(null, 'x'))?.host).toBe('videos.example');
  });

  it('should treat the many hosts of a site that is paced as one as one', () => {
    expect(troubleOf(video, throttled(1_000, 'rr3.googlevideo.com'))?.host).toBe('youtube.com');
  });

  it('should let nobody ask for a day', () => {
    expect(troubleOf(link, throttled(24 * HOUR))).toMatchObject({
      firstPauseMs: MAX_THROTTLE_MS,
      longestPauseMs: MAX_THROTTLE_MS,
    });
  });

  it.each([
    ['an answer of the server about one file', new SourceUnreachable('it answered with status 503')],
    ['what is no video', new NotAVideo('a page')],
    ['the quota of one account', new GoogleRateLimited(30_000)],
    ['a broadcast that has not begun', new SourceThrottled('source.not-begun', 'x', HOUR)],
    ['a bug', new TypeError('x')],
  ])('should not blame a host for %s', (_case, error) => {
    expect(troubleOf(link, error)).toBeUndefined();
  });
});
