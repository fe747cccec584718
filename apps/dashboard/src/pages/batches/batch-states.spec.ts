import { byReason, statesOf } from './batch-states';

describe(statesOf, () => {
  it('should have a cell for each video, those that you had among the saved', () => {
    const one = { completed: 1, skipped: 1, in_progress: 1, failed: 1, cancelled: 1, blocked: 1 };
    const counts = { ...one, queued: 0 } as Parameters<typeof statesOf>[0];
    expect(statesOf(counts).join(' ')).toBe('saved saved running failed missing blocked');
  });
});

describe(byReason, () => {
  it('should put together what has the same reason, and the most frequent first', () => {
    const ones = ['a1', 'b1', 'b2', ''];
    expect(byReason(ones, (one) => one[0] ?? null)).toEqual([
      { code: 'b', ones: ['b1', 'b2'] },
      { code: 'a', ones: ['a1'] },
      { code: '', ones: [''] },
    ]);
  });
});
