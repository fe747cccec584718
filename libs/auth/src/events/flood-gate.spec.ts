import { FloodGate } from './flood-gate';

function through(gate: FloodGate, sources: string[], now = 0): number {
  return sources.filter((source) => gate.admit(source, now) !== undefined).length;
}

describe(FloodGate, () => {
  it('should let a few of one source through', () => {
    expect(
      through(
        new FloodGate(),
        Array.from({ length: 1_000 }, () => 'a'),
      ),
    ).toBe(20);
  });

  it('should bound what comes from many sources', () => {
    const sources = Array.from({ length: 10_000 }, (_, index) => String(index));
    expect(through(new FloodGate(), sources)).toBe(600);
  });

  it('should leave room for other sources beside a loud one', () => {
    const gate = new FloodGate();
    through(
      gate,
      Array.from({ length: 1_000 }, () => 'a'),
    );
    expect(gate.admit('b', 0)).toBe(980);
    expect(gate.admit('b', 0)).toBe(0);
  });

  it('should begin anew after a minute and tell what it held back', () => {
    const gate = new FloodGate();
    through(
      gate,
      Array.from({ length: 30 }, () => 'a'),
    );
    expect(gate.admit('a', 59_999)).toBeUndefined();
    expect(gate.admit('a', 60_000)).toBe(11);
  });
});
