import { HostThrottle } from './host-throttle';

const RULES = {
  concurrency: { any: 4, hosts: { 'youtube.com': 2 } },
  spacingSeconds: { any: 0, hosts: { 'youtube.com': 4 } },
};

describe(HostThrottle, () => {
  let throttle: HostThrottle;

  beforeEach(() => (throttle = new HostThrottle(RULES, () => 0.5)));

  it.each([
    ['an idle host', 'videos.example', 0, 4],
    ['a busy host', 'videos.example', 3, 1],
    ['a full host', 'videos.example', 4, 0],
    ['a host that has more than it may', 'videos.example', 9, 0],
    ['a host that minds, one at a time', 'youtube.com', 0, 1],
    ['a host that minds and is full', 'youtube.com', 2, 0],
  ])('should know the free slots of %s', (_what, host, inFlight, freeSlots) => {
    expect(throttle.freeSlots(host, inFlight, 0)).toBe(freeSlots);
  });

  it('should pause between two starts where the host minds', () => {
    throttle.recordStart('youtube.com', 1_000);
    expect(throttle.freeSlots('youtube.com', 0, 4_999)).toBe(0);
    expect(throttle.freeSlots('youtube.com', 0, 5_000)).toBe(1);
    throttle.recordStart('videos.example', 1_000);
    expect(throttle.freeSlots('videos.example', 1, 1_000)).toBe(3);
  });

  it.each([
    [0, 2_000],
    [1, 6_000],
  ])('should never pause for quite the same time: with chance %d, %i ms', (chance, ms) => {
    throttle = new HostThrottle(RULES, () => chance);
    throttle.recordStart('youtube.com', 0);
    expect(throttle.freeSlots('youtube.com', 0, ms - 1)).toBe(0);
    expect(throttle.freeSlots('youtube.com', 0, ms)).toBe(1);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'should treat %s as a host like any other',
    (host) => {
      expect(throttle.freeSlots(host, 1, 0)).toBe(3);
    },
  );

  it('should leave out a host that may have none at all before anything of it is under way', () => {
    throttle = new HostThrottle({ ...RULES, concurrency: { any: 4, hosts: { 'never.example': 0 } } });
    expect(throttle.saturatedHosts(new Map(), 0)).toEqual(['never.example']);
  });

  it('should tell which hosts take none now', () => {
    throttle.recordStart('youtube.com', 0);
    const inFlight = new Map([
      ['full.example', 4],
      ['free.example', 1],
    ]);
    expect(throttle.saturatedHosts(inFlight, 1_000).sort()).toEqual(['full.example', 'youtube.com']);
    expect(throttle.saturatedHosts(inFlight, 4_000)).toEqual(['full.example']);
  });
});
