import { GoogleRateLimited, GoogleUnavailable } from '@app/google';
import { AppError, PermanentError, RetryableError, SnoozeError } from '@app/kernel';
import {
  NeedsExtraction,
  NotAVideo,
  SourceExpired,
  SourceStalled,
  SourceThrottled,
  YtdlpUnusable,
} from '@app/media';
import { DiskFull } from '@app/storage';
import { decideRetry } from './retry-policy';

const HOUR = 3_600_000;
const first = { attempt: 0, maxRuns: 3, ageMs: 0 };

describe(decideRetry, () => {
  it.each([
    ['a permanent error', new PermanentError('source.private', 'x')],
    ['what is no video', new NotAVideo('x')],
  ])('should fail at once for %s', (_case, error) => {
    expect(decideRetry(error, first)).toEqual({ kind: 'failed' });
  });

  it.each([
    ['a full disk', new DiskFull(), 5_000],
    ['a throttled source', new SourceThrottled('source.bot-check', 'x', 1_800_000), 1_800_000],
    ['Google’s quota', new GoogleRateLimited(30_000), 30_000],
    ['Google being away', new GoogleUnavailable(), 30_000],
    ['a snooze of no time', new SnoozeError('drive.quota', 'x', 0), 0],
  ])('should come back later and spend no attempt for %s', (_case, error, delayMs) => {
    expect(decideRetry(error, first)).toEqual({ kind: 'queued', delayMs, spentAttempts: 0 });
  });

  it('should spend no attempt by snoozing, not even the last', () => {
    expect(decideRetry(new DiskFull(), { ...first, attempt: 99 })).toMatchObject({ kind: 'queued' });
  });

  it.each([
    ['a full disk', new DiskFull(), 48 * HOUR],
    ['a useless yt-dlp', new YtdlpUnusable('it is missing'), 24 * HOUR],
    ['a premiere', new SourceThrottled('source.not-begun', 'x', HOUR, { longestMs: 168 * HOUR }), 168 * HOUR],
  ])('should not put %s off for ever', (_case, error, longest) => {
    expect(decideRetry(error, { ...first, ageMs: longest - 1 })).toMatchObject({ kind: 'queued' });
    expect(decideRetry(error, { ...first, ageMs: longest })).toEqual({ kind: 'failed' });
  });

  it('should not count an outage of our own database as an attempt', () => {
    const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    expect(decideRetry(away, { attempt: 2, maxRuns: 3, ageMs: 0 })).toMatchObject({
      kind: 'queued',
      spentAttempts: 0,
    });
  });

  it.each<[string, unknown]>([
    ['a retryable error', new RetryableError('source.unreachable', 'x')],
    ['a stall', new SourceStalled(60)],
    ['an expired address', new SourceExpired()],
    ['a page', new NeedsExtraction()],
    ['an error of ours without an outcome', new AppError('process.failed', 'x')],
    ['a bug', new TypeError('undefined is not a function')],
    ['a text that was thrown', 'oops'],
    ['nothing', undefined],
  ])('should try again after %s, and spend an attempt', (_case, error) => {
    expect(decideRetry(error, first)).toMatchObject({ kind: 'queued', spentAttempts: 1 });
  });

  it.each([
    [0, 1, 'failed'],
    [0, 2, 'queued'],
    [0, 3, 'queued'],
    [1, 3, 'queued'],
    [2, 3, 'failed'],
    [5, 3, 'failed'],
  ])('should, with %i attempts spent before this run of %i in all, be %s', (attempt, maxRuns, kind) => {
    expect(decideRetry(new SourceStalled(60), { attempt, maxRuns, ageMs: 0 }).kind).toBe(kind);
  });

  it.each([
    [0, 0, 1_000],
    [0, 1, 3_000],
    [1, 1, 5_000],
    [2, 1, 9_000],
    [2, 0.5, 5_000],
    [30, 1, 901_000],
    [2_000, 1, 901_000],
  ])('should wait, after %i attempts and with chance %d, %i ms', (attempt, chance, delayMs) => {
    const ending = decideRetry(new SourceStalled(60), { attempt, maxRuns: Infinity, ageMs: 0 }, () => chance);
    expect(ending).toEqual({ kind: 'queued', delayMs, spentAttempts: 1 });
  });

  it('should not wait for hours with the real dice', () => {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const ending = decideRetry(new SourceStalled(60), { attempt, maxRuns: Infinity, ageMs: 0 });
      expect(ending.kind === 'queued' && ending.delayMs >= 1_000 && ending.delayMs < HOUR).toBe(true);
    }
  });
});
