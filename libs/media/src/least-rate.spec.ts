import { itReturns } from '@app/testing/table';
import fc from 'fast-check';
import { LeastRate } from './least-rate';

describe(LeastRate, () => {
  const WINDOW_MS = 120_000;

  /** Seconds until it is told that a transfer is too slow, of an hour. */
  function endsAfter(bytesPerSecond: number, least: number): number | undefined {
    let now = 0;
    const rate = new LeastRate({ bytesPerSecond: least, windowMs: WINDOW_MS }, () => now);
    for (let second = 1; second <= 3_600; second += 1) {
      now = second * 1_000;
      if (rate.recordBytes(bytesPerSecond)) return second;
    }
    return undefined;
  }

  itReturns('should end %i bytes a second, of at least %i, after %s seconds', endsAfter, [
    [1, 4_096, 120],
    [4_000, 4_096, 120],
    [4_096, 4_096, undefined],
    [1_000_000, 4_096, undefined],
    [0.1, 0, undefined],
  ]);

  it('should not hold against a source what it was at its best, nor at its worst for a moment', () => {
    let now = 0;
    const rate = new LeastRate({ bytesPerSecond: 1_000, windowMs: WINDOW_MS }, () => now);
    now = WINDOW_MS;
    expect(rate.recordBytes(1_000_000_000)).toBeUndefined();
    now += WINDOW_MS - 1;
    expect(rate.recordBytes(0)).toBeUndefined();
    now += 1;
    expect(rate.recordBytes(500)).toMatchObject({ code: 'source.too-slow' });
  });

  it('should never let a transfer below the rate go on for two windows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_095 }), (bytes) => {
        expect(endsAfter(bytes, 4_096)).toBeLessThanOrEqual((2 * WINDOW_MS) / 1_000);
      }),
      { seed: 20_260_301, numRuns: 30 },
    );
  });
});
