import { itReturns } from '@app/testing/table';
import { trimEndOf } from './trim-end';

describe(trimEndOf, () => {
  itReturns('should trim %p to %p', (text: string) => trimEndOf(text, /[\s:;,–-]/), [
    ['a title: – ', 'a title'],
    [' : a', ' : a'],
    [':::', ''],
    ['', ''],
  ]);
});
