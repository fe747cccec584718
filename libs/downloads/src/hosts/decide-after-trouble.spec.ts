import { HostUnreachable, SourceStalled, SourceThrottled } from '@app/media';
import { decideAfterTrouble } from './decide-after-trouble';

const HOUR = 3_600_000;
const first = { attempt: 0, maxRuns: 3, ageMs: 0 };
const away = new HostUnreachable('videos.example', 'connect ECONNREFUSED');
const hungUp = new HostUnreachable('videos.example', 'other side closed', { hungUp: true });
const silent = new SourceStalled(60, 'downloading', 'videos.example');
const outage = { pausedMs: 20_000, ageMs: 60_000, shared: false };

describe(decideAfterTrouble, () => {
  it.each([
    ['at first', away, { ...outage, ageMs: 29_999 }, 0],
    ['at first, where it hung up', hungUp, { ...outage, ageMs: 0 }, 1],
    ['while it is the only one that asks for that host', away, outage, 1],
    ['while others fail the same way', away, { ...outage, shared: true }, 0],
    ['at first, where nothing came', silent, { ...outage, ageMs: 0 }, 1],
    ['while nothing comes for others either', silent, { ...outage, shared: true }, 0],
    ['while others are hung up on', hungUp, { ...outage, shared: true }, 0],
    ['while others fail the same way for hours', away, { ...outage, shared: true, ageMs: 23 * HOUR }, 0],
  ])('should come back when the pause is over, and %s', (_case, error, trouble, spentAttempts) => {
    const decision = { kind: 'queued', delayMs: 20_000, spentAttempts };
    expect(decideAfterTrouble(error, first, trouble)).toEqual(decision);
  });

  it.each([away, silent])(
    'should spend attempts of a download that waits for a day, whoever shares its trouble',
    (error) => {
      const old = { ...first, ageMs: 24 * HOUR };
      const trouble = { ...outage, shared: true };
      expect(decideAfterTrouble(error, old, trouble)).toMatchObject({ kind: 'queued', spentAttempts: 1 });
      expect(decideAfterTrouble(error, { ...old, attempt: 2 }, trouble)).toEqual({ kind: 'failed' });
    },
  );

  it.each([
    ['nobody else asks for it and its attempts are spent', { ...outage }, 2],
    ['it is away for a day', { ...outage, shared: true, ageMs: 24 * HOUR }, 0],
  ])('should give up when %s', (_case, trouble, attempt) => {
    expect(decideAfterTrouble(away, { ...first, attempt }, trouble)).toEqual({ kind: 'failed' });
  });

  it('should come back when the pause of a host is over, which may be sooner than it asked for', () => {
    const error = new SourceThrottled('source.rate-limited', 'x', 24 * HOUR);
    const decision = { kind: 'queued', delayMs: 20_000, spentAttempts: 0 };
    expect(decideAfterTrouble(error, first, outage)).toEqual(decision);
  });
});
