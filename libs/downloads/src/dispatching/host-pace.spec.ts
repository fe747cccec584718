import { HostPace } from './host-pace';

const RULES = {
  concurrency: { any: 4, hosts: { 'youtube.com': 2 } },
  spacingSeconds: { any: 0, hosts: { 'youtube.com': 4 } },
};

describe(HostPace, () => {
  let pace: HostPace;

  beforeEach(() => (pace = new HostPace(RULES, () => 0.5)));

  it.each([
    ['an idle host', 'videos.example', 0, 4],
    ['a busy host', 'videos.example', 3, 1],
    ['a full host', 'videos.example', 4, 0],
    ['a host that has more than it may', 'videos.example', 9, 0],
    ['a host that minds, one at a time', 'youtube.com', 0, 1],
    ['a host that minds and is full', 'youtube.com', 2, 0],
  ])('should know the room of %s', (_what, host, inFlight, room) => {
    expect(pace.room(host, inFlight, 0)).toBe(room);
  });

  it('should pause between two starts where the host minds', () => {
    pace.began('youtube.com', 1_000);
    expect(pace.room('youtube.com', 0, 4_999)).toBe(0);
    expect(pace.room('youtube.com', 0, 5_000)).toBe(1);
    pace.began('videos.example', 1_000);
    expect(pace.room('videos.example', 1, 1_000)).toBe(3);
  });

  it.each([
    [0, 2_000],
    [1, 6_000],
  ])('should never pause for quite the same time: with chance %d, %i ms', (chance, ms) => {
    pace = new HostPace(RULES, () => chance);
    pace.began('youtube.com', 0);
    expect(pace.room('youtube.com', 0, ms - 1)).toBe(0);
    expect(pace.room('youtube.com', 0, ms)).toBe(1);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'should treat %s as a host like any other',
    (host) => {
      expect(pace.room(host, 1, 0)).toBe(3);
    },
  );

  it('should leave out a host that may have none at all before anything of it is under way', () => {
    pace = new HostPace({ ...RULES, concurrency: { any: 4, hosts: { 'never.example': 0 } } });
    expect(pace.closed(new Map(), 0)).toEqual(['never.example']);
  });

  it('should tell which hosts take none now', () => {
    pace.began('youtube.com', 0);
    const inFlight = new Map([
      ['full.example', 4],
      ['free.example', 1],
    ]);
    expect(pace.closed(inFlight, 1_000).sort()).toEqual(['full.example', 'youtube.com']);
    expect(pace.closed(inFlight, 4_000)).toEqual(['full.example']);
  });
});
