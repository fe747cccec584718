import { itReturns } from '@app/testing/table';
import { budgetOf, poolSizeOf, sessionName } from './connection-budget';

describe(budgetOf, () => {
  it('should add up what every process may come to, and what others use', () => {
    const sessions = [
      sessionName('classroom-api', 'a1', 10),
      sessionName('classroom-worker', 'b2', 5),
      sessionName('classroom-worker', 'c3', 5),
    ];
    expect(budgetOf([97, -1, -1], sessions, 4)).toEqual({ processes: 3, needed: 27, available: 97 });
  });

  it.each([
    [[97, 20, -1], 20],
    [[97, -1, 30], 30],
    [[97, 0, 0], 97],
  ])('should take the least of the limits of server, role and database: %j', (limits, available) => {
    expect(budgetOf(limits, [], 0).available).toBe(available);
  });
});

describe(poolSizeOf, () => {
  itReturns('should be for %s, configured as %s, %i', poolSizeOf, [
    ['classroom-api', undefined, 10],
    ['classroom-worker', undefined, 5],
    ['classroom-rotate-keys', undefined, 2],
    ['classroom-worker', 3, 3],
  ]);
});
