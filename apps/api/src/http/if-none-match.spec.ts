import { itAlwaysReturns } from '@app/testing/table';
import { hasVersion } from './if-none-match';

describe(hasVersion, () => {
  itAlwaysReturns('should find in %s the version %s', true, hasVersion, [
    ['"a"', '"a"'],
    ['W/"a"', '"a"'],
    ['"a"', 'W/"a"'],
    ['"x", W/"a"', '"a"'],
    ['"x","a"', '"a"'],
    ['*', '"a"'],
  ]);

  it.each([[undefined], [''], ['"b"'], ['a'], ['W/a'], ['"a'], ['w/"a"']])(
    'should not find "a" in %s',
    (header) => {
      expect(hasVersion(header, '"a"')).toBe(false);
    },
  );
});
