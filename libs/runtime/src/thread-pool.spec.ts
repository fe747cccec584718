import { itReturns } from '@app/testing/table';
import { threadsFor } from './thread-pool';

describe(threadsFor, () => {
  itReturns('should have one for each of %s downloads, and more: %i', threadsFor, [
    ['10', 32],
    ['200', 222],
    [undefined, 32],
    ['', 32],
    ['many', 32],
    ['-5', 32],
    ['1e9', 1024],
  ]);
});
