import { itReturns } from '@app/testing/table';
import { formatBytes } from './format-bytes';

describe(formatBytes, () => {
  itReturns('should write %d as %s', formatBytes, [
    [0, '0 B'],
    [1, '1 B'],
    [999, '999 B'],
    [1_000, '1.0 KB'],
    [1_449, '1.4 KB'],
    [1_400_000, '1.4 MB'],
    [5_000_000_000, '5.0 GB'],
    [2e12, '2.0 TB'],
    [3e15, '3000.0 TB'],
  ]);
});
