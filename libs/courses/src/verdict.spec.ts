import { VERDICT_CODES, verdictOf } from './verdict';

const AT = new Date('2026-03-01T12:00:00Z');

describe(verdictOf, () => {
  it.each(VERDICT_CODES)('should say in words why not, and what to do: %s', (code) => {
    const verdict = verdictOf('unavailable', code, AT);
    expect(verdict).toMatchObject({ state: 'unavailable', code, checkedAt: AT });
    expect(verdict.reason).toMatch(/^[A-Z].+\.$/);
    expect(verdict.hint).toMatch(/^[A-Z].+\.$/);
  });

  it('should have nothing to say of a video that can be had', () => {
    expect(verdictOf('available', null, AT)).toEqual({
      state: 'available',
      code: null,
      reason: null,
      hint: null,
      checkedAt: AT,
    });
  });

  it.each(['a.code-of-last-year', '', 'toString', 'constructor', '__proto__'])(
    'should keep the state of a verdict whose code %j is not known',
    (code) => {
      expect(verdictOf('unavailable', code, null)).toEqual({
        state: 'unavailable',
        code: null,
        reason: null,
        hint: null,
        checkedAt: null,
      });
    },
  );
});
