import { UnfinishedBodies } from './unfinished-bodies';

describe(UnfinishedBodies, () => {
  it('should take a number of them from each address', () => {
    const bodies = new UnfinishedBodies(2);
    expect([
      bodies.recordStart('a'),
      bodies.recordStart('a'),
      bodies.recordStart('a'),
      bodies.recordStart('b'),
    ]).toEqual([true, true, false, true]);
    bodies.recordEnd('a');
    expect(bodies.recordStart('a')).toBe(true);
  });

  it('should forget addresses that have none', () => {
    const bodies = new UnfinishedBodies(2);
    bodies.recordStart('a');
    bodies.recordStart('b');
    bodies.recordEnd('a');
    bodies.recordEnd('a');
    expect(bodies.addresses).toBe(1);
  });
});
