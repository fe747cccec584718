import { trimEndOf } from './trim-end';

describe(trimEndOf, () => {
  it.each([
    ['a title: – ', 'a title'],
    [' : a', ' : a'],
    [':::', ''],
    ['', ''],
  ])('should trim %p to %p', (text, trimmed) => {
    expect(trimEndOf(text, /[\s:;,–-]/)).toBe(trimmed);
  });
});
