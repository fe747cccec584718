import { bodyLimitOf, excessOf } from './body-limits';

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });
const keys = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${String(index)}`, 1]));

describe(excessOf, () => {
  it.each([
    ['nothing', undefined],
    ['a text', 'text'],
    ['null', null],
    ['100 fields', keys(100)],
    ['a list of 100', Array(100).fill(1)],
    ['six levels', nested(6)],
    ['a buffer', Buffer.alloc(10_000)],
  ])('should take %s', (_what, body) => {
    expect(excessOf(body, 'body')).toBeUndefined();
  });

  it.each([
    ['101 fields', keys(101), 'fields'],
    ['101 fields in two objects', { a: keys(60), b: keys(60) }, 'fields'],
    ['a list of 101', { scopes: Array(101).fill('x') }, 'lists'],
    ['seven levels', nested(7), 'deeper'],
    ['3,000 levels', nested(3_000), 'deeper'],
  ])('should refuse %s', (_what, body, word) => {
    expect(excessOf(body, 'body')).toEqual({
      field: 'body',
      message: expect.stringContaining(word) as string,
    });
  });
});

describe(bodyLimitOf, () => {
  it('should be 16 KiB but where more makes sense', () => {
    expect(bodyLimitOf('/api/v1/auth/login')).toBe(16_384);
    expect(bodyLimitOf('/api/v1/security/validate')).toBe(65_536);
  });
});
