import { hasVersion } from './if-none-match';

describe(hasVersion, () => {
  it.each([
    ['"a"', '"a"'],
    ['W/"a"', '"a"'],
    ['"a"', 'W/"a"'],
    ['"x", W/"a"', '"a"'],
    ['"x","a"', '"a"'],
    ['*', '"a"'],
  ])('should find in %s the version %s', (header, etag) => {
    expect(hasVersion(header, etag)).toBe(true);
  });

  it.each([[undefined], [''], ['"b"'], ['a'], ['W/a'], ['"a'], ['w/"a"']])(
    'should not find "a" in %s',
    (header) => {
      expect(hasVersion(header, '"a"')).toBe(false);
    },
  );
});
