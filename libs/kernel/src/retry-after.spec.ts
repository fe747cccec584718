import { parseRetryAfter } from './retry-after';

describe(parseRetryAfter, () => {
  it.each<[string | null | undefined, number | undefined]>([
    ['30', 30_000],
    ['0.5', 500],
    ['0', undefined],
    ['-5', undefined],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
    ['Thu, 01 Jan 1970 00:00:00 GMT', undefined],
  ])('should read %j as %s', (header, ms) => {
    expect(parseRetryAfter(header)).toBe(ms);
  });

  it('should read a date as the time until then', () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    expect(parseRetryAfter(inAMinute)).toBeGreaterThan(50_000);
    expect(parseRetryAfter(inAMinute)).toBeLessThanOrEqual(60_000);
  });
});
