import { UnfinishedBodies } from './unfinished-bodies';

describe(UnfinishedBodies, () => {
  const body = (complete = false) => ({ complete });

  it('should take a number of them from each address', () => {
    const bodies = new UnfinishedBodies(2);
    const first = body();
    expect([
      bodies.recordStart('a', first),
      bodies.recordStart('a', body()),
      bodies.recordStart('a', body()),
      bodies.recordStart('b', body()),
    ]).toEqual([true, true, false, true]);
    bodies.recordEnd('a', first);
    bodies.recordEnd('a', first);
    expect(bodies.recordStart('a', body())).toBe(true);
    expect(bodies.recordStart('a', body())).toBe(false);
  });

  it('should not count those that have arrived and were not read yet', () => {
    const bodies = new UnfinishedBodies(2);
    const late = body();
    bodies.recordStart('a', late);
    for (let count = 0; count < 1_000; count += 1) expect(bodies.recordStart('a', body(true))).toBe(true);
    bodies.recordStart('a', body());
    expect(bodies.recordStart('a', body())).toBe(false);
    late.complete = true;
    expect(bodies.recordStart('a', body())).toBe(true);
  });

  it('should forget addresses that have none', () => {
    const bodies = new UnfinishedBodies(2);
    const first = body();
    bodies.recordStart('a', first);
    bodies.recordStart('b', body());
    bodies.recordEnd('a', first);
    bodies.recordEnd('a', first);
    expect(bodies.addresses).toBe(1);
  });
});
