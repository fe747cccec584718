import { pausesIn } from './host-pauses';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const LATER = '2026-11-22T10:05:00Z';

describe(pausesIn, () => {
  it('should tell hosts that asked for a pause from those that are away', () => {
    const paused = [
      { host: 'www.youtube.com', code: 'source.rate-limited', until: LATER, waiting: 3 },
      { host: 'video.example', code: 'source.unreachable', until: LATER },
    ];
    expect(pausesIn({ paused }, NOW)).toEqual([
      { host: 'www.youtube.com', until: LATER, waiting: 3, isAway: false },
      { host: 'video.example', until: LATER, waiting: 0, isAway: true },
    ]);
  });

  it('should leave out what is over, what stands for every host, and what is no pause', () => {
    const paused = [
      { host: 'a.example', until: '2026-11-22T09:59:00Z' },
      { host: '*', until: LATER },
      null,
      'a.example',
    ];
    expect(pausesIn({ paused }, NOW)).toEqual([]);
    expect(pausesIn(undefined, NOW)).toEqual([]);
    expect(pausesIn({ paused: 'no' }, NOW)).toEqual([]);
  });
});
