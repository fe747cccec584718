import { UnfinishedBodies } from './unfinished-bodies';

describe(UnfinishedBodies, () => {
  it('should take a number of them from each address', () => {
    const bodies = new UnfinishedBodies(2);
    expect([bodies.begin('a'), bodies.begin('a'), bodies.begin('a'), bodies.begin('b')]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    bodies.end('a');
    expect(bodies.begin('a')).toBe(true);
  });

  it('should forget addresses that have none', () => {
    const bodies = new UnfinishedBodies(2);
    bodies.begin('a');
    bodies.begin('b');
    bodies.end('a');
    bodies.end('a');
    expect(bodies.addresses).toBe(1);
  });
});
