import { itReturns } from '@app/testing/table';
import { isUuid } from './ids';
import { delay, fullJitter } from './waiting';

describe(delay, () => {
  it('should end by itself', async () => {
    await expect(delay(1)).resolves.toBeUndefined();
  });

  it('should reject with the reason of the signal when it aborts first', async () => {
    const reason = new Error('shutdown');
    const stop = new AbortController();
    const waiting = delay(3_600_000, stop.signal);
    stop.abort(reason);
    await expect(waiting).rejects.toBe(reason);
  });

  it('should not begin to wait when the signal has aborted already', async () => {
    const reason = new Error('shutdown');
    await expect(delay(3_600_000, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe(fullJitter, () => {
  it.each([
    { attempt: 0, random: 1, expected: 1_000 },
    { attempt: 3, random: 1, expected: 8_000 },
    { attempt: 3, random: 0.5, expected: 4_000 },
    { attempt: 3, random: 0, expected: 0 },
    { attempt: 10, random: 1, expected: 60_000 },
    { attempt: 5_000, random: 1, expected: 60_000 },
  ])('should choose $expected ms at attempt $attempt when chance says $random', (row) => {
    expect(fullJitter(row.attempt, 1_000, 60_000, () => row.random)).toBe(row.expected);
  });

  it('should stay between nothing and the cap by itself', () => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const wait = fullJitter(attempt, 500, 10_000);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThanOrEqual(10_000);
    }
  });
});

describe(isUuid, () => {
  itReturns('should check %s', isUuid, {
    'a random one': ['9b2a3a1e-5a0f-4c8e-9b1d-2f8f3a6b7c8d', true],
    'one sorted by time': ['01890a5d-ac96-774b-bcce-b302099a8057', true],
    capitals: ['01890A5D-AC96-774B-BCCE-B302099A8057', true],
    nothing: ['', false],
    'no dashes': ['01890a5dac96774bbcceb302099a8057', false],
    'another variant': ['01890a5d-ac96-774b-ccce-b302099a8057', false],
    'a version that does not exist': ['01890a5d-ac96-074b-bcce-b302099a8057', false],
    'a line break behind it': ['01890a5d-ac96-774b-bcce-b302099a8057\n', false],
    'something before it': ["' OR 01890a5d-ac96-774b-bcce-b302099a8057", false],
  });
});
