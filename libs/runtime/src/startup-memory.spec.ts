import { releaseStartupMemory } from './startup-memory';

const MEGABYTES = 1_000_000;

describe(releaseStartupMemory, () => {
  it('should make the heap smaller by what nobody needs any more', () => {
    const used: object[] = Array.from({ length: 1_000_000 }, (_, number) => ({ number, text: `${number}` }));
    const before = process.memoryUsage().heapTotal;
    expect(used).toHaveLength(1_000_000);
    used.length = 0;
    releaseStartupMemory();
    expect(before - process.memoryUsage().heapTotal).toBeGreaterThan(30 * MEGABYTES);
  });
});
