import type { SyncState } from './course';
import { warningsOf } from './course-warnings';

describe(warningsOf, () => {
  const course = (truncatedItems: number) => ({ sync: { truncatedItems } as SyncState });

  it('should say nothing of a course that was read whole', () => {
    expect(warningsOf(course(0))).toEqual([]);
  });

  it.each([
    [1, 'One item links to a Drive folder with more than 10,000 files'],
    [3, '3 items link to a Drive folder with more than 10,000 files'],
  ])('should say how many of its items were cut: %d', (items, words) => {
    expect(warningsOf(course(items))).toMatchObject([
      { code: 'drive.folder-truncated', message: expect.stringContaining(words) as string },
    ]);
  });
});
