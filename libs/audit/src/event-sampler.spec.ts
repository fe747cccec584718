import { EventSampler } from './event-sampler';

function through(gate: EventSampler, sources: string[], now = 0): number {
  return sources.filter((source) => gate.accept(source, now) !== undefined).length;
}

describe(EventSampler, () => {
  it('should let a few of one source through', () => {
    expect(
      through(
        new EventSampler(),
        Array.from({ length: 1_000 }, () => 'a'),
      ),
    ).toBe(20);
  });

  it('should bound what comes from many sources', () => {
    const sources = Array.from({ length: 10_000 }, (_, index) => String(index));
    expect(through(new EventSampler(), sources)).toBe(600);
  });

  it('should leave room for other sources beside a loud one', () => {
    const gate = new EventSampler();
    through(
      gate,
      Array.from({ length: 1_000 }, () => 'a'),
    );
    expect(gate.accept('b', 0)).toBe(980);
    expect(gate.accept('b', 0)).toBe(0);
  });

  it('should begin anew after a minute and tell what it held back', () => {
    const gate = new EventSampler();
    through(
      gate,
      Array.from({ length: 30 }, () => 'a'),
    );
    expect(gate.accept('a', 59_999)).toBeUndefined();
    expect(gate.accept('a', 60_000)).toBe(11);
  });
});
