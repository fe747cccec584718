import fc from 'fast-check';
import { TrackedProgress } from './track-progress';
import type { TrackProgress } from './ytdlp-output';

function at(formatId: string, downloadedBytes: number, rest: Partial<TrackProgress> = {}): TrackProgress {
  return { formatId, downloadedBytes, totalBytes: null, speed: null, finished: false, ...rest };
}

describe(TrackedProgress, () => {
  it('should count every byte the same, over picture and sound', () => {
    const tracked = new TrackedProgress([
      { formatId: '136', bytes: 9_000 },
      { formatId: '140', bytes: 1_000 },
    ]);
    expect(tracked.advance(at('136', 4_500))).toMatchObject({ downloadedBytes: 4_500, totalBytes: 10_000 });
    expect(tracked.advance(at('136', 9_000, { finished: true }))).toMatchObject({ downloadedBytes: 9_000 });
    expect(tracked.advance(at('140', 500))).toMatchObject({ downloadedBytes: 9_500, totalBytes: 10_000 });
    expect(tracked.advance(at('140', 1_000, { finished: true }))).toMatchObject({ downloadedBytes: 10_000 });
  });

  it('should not know the whole while one track does not tell its size', () => {
    const tracked = new TrackedProgress([
      { formatId: '136', bytes: 9_000 },
      { formatId: '140', bytes: null },
    ]);
    expect(tracked.advance(at('136', 9_000, { finished: true })).totalBytes).toBeNull();
    expect(tracked.advance(at('140', 10)).totalBytes).toBeNull();
    expect(tracked.advance(at('140', 20, { totalBytes: 1_000 })).totalBytes).toBe(10_000);
  });

  it('should learn the size of a track when it ends', () => {
    const tracked = new TrackedProgress([{ formatId: 'hls', bytes: null }]);
    expect(tracked.advance(at('hls', 700)).totalBytes).toBeNull();
    expect(tracked.advance(at('hls', 777, { finished: true }))).toEqual({
      downloadedBytes: 777,
      totalBytes: 777,
      speed: null,
    });
  });

  it('should correct an announced size that was too small, and one that was too big', () => {
    const small = new TrackedProgress([{ formatId: 'a', bytes: 100 }]);
    expect(small.advance(at('a', 150))).toMatchObject({ downloadedBytes: 150, totalBytes: 150 });
    const big = new TrackedProgress([{ formatId: 'a', bytes: 1_000 }]);
    expect(big.advance(at('a', 600, { finished: true }))).toMatchObject({ totalBytes: 600 });
  });

  it('should not go back when a track begins again', () => {
    const tracked = new TrackedProgress([{ formatId: 'a', bytes: 1_000 }]);
    tracked.advance(at('a', 800));
    expect(tracked.advance(at('a', 0)).downloadedBytes).toBe(800);
    expect(tracked.advance(at('a', 900)).downloadedBytes).toBe(900);
  });

  it('should count a track that was not announced', () => {
    const tracked = new TrackedProgress([]);
    expect(tracked.advance(at('', 10, { totalBytes: 40 }))).toMatchObject({
      downloadedBytes: 10,
      totalBytes: 40,
    });
  });

  it('should round the speed', () => {
    const tracked = new TrackedProgress([{ formatId: 'a', bytes: 1 }]);
    expect(tracked.advance(at('a', 1, { speed: 1234.56 })).speed).toBe(1_235);
  });

  it('should rise and never be above the whole, whatever yt-dlp says', () => {
    const size = fc.option(fc.nat({ max: 1_000 }));
    const step = fc.record({
      formatId: fc.constantFrom('a', 'b', 'c'),
      downloadedBytes: fc.nat({ max: 2_000 }),
      totalBytes: size,
      speed: fc.constant(null),
      finished: fc.boolean(),
    });
    const announced = fc.tuple(size, size).map(([a, b]) => [
      { formatId: 'a', bytes: a },
      { formatId: 'b', bytes: b },
    ]);
    fc.assert(
      fc.property(announced, fc.array(step), (tracks, steps) => {
        const tracked = new TrackedProgress(tracks);
        let before = 0;
        for (const one of steps) {
          const { downloadedBytes, totalBytes } = tracked.advance(one);
          expect(downloadedBytes).toBeGreaterThanOrEqual(before);
          expect(downloadedBytes).toBeLessThanOrEqual(totalBytes ?? Infinity);
          before = downloadedBytes;
        }
      }),
      { seed: 20_260_301 },
    );
  });
});
