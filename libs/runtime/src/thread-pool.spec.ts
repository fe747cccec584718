import { threadsFor } from './thread-pool';

describe(threadsFor, () => {
  it.each([
    ['10', 32],
    ['200', 222],
    [undefined, 32],
    ['', 32],
    ['many', 32],
    ['-5', 32],
    ['1e9', 1024],
  ])('should have one for each of %s downloads, and more: %i', (slots, threads) => {
    expect(threadsFor(slots)).toBe(threads);
  });
});
