import { acceptCorrelationId, currentCorrelationId, withCorrelationId } from './correlation';

describe(withCorrelationId, () => {
  it('should hold across awaits, timers and whatever else runs meanwhile', async () => {
    const seen = async (id: string) =>
      withCorrelationId(id, async () => {
        const before = currentCorrelationId();
        await new Promise((resolve) => setImmediate(resolve));
        const between = currentCorrelationId();
        const later = await new Promise((resolve) => setTimeout(() => resolve(currentCorrelationId()), 0));
        return [before, between, later];
      });
    const all = await Promise.all(['a', 'b', 'c'].map(seen));
    expect(all).toEqual([
      ['a', 'a', 'a'],
      ['b', 'b', 'b'],
      ['c', 'c', 'c'],
    ]);
  });

  it('should be nested and end with the work', () => {
    const inner = withCorrelationId('outer', () => [
      withCorrelationId('inner', currentCorrelationId),
      currentCorrelationId(),
    ]);
    expect(inner).toEqual(['inner', 'outer']);
    expect(currentCorrelationId()).toBeUndefined();
  });

  it('should end also when the work throws', () => {
    expect(() =>
      withCorrelationId('x', () => {
        throw new Error('broken');
      }),
    ).toThrow('broken');
    expect(currentCorrelationId()).toBeUndefined();
  });
});

describe(acceptCorrelationId, () => {
  it.each(['a', '01890a5d-ac96-774b-bcce-b302099a8057', 'gateway:42.7_x', 'x'.repeat(128)])(
    'should keep %s',
    (offered) => {
      expect(acceptCorrelationId(offered)).toBe(offered);
    },
  );

  it.each([
    ['nothing', undefined],
    ['an empty one', ''],
    ['a list', ['a', 'b']],
    ['one that is too long', 'x'.repeat(129)],
    ['one with a line break', 'a\nlevel=fatal'],
    ['one with a line break at its end', 'a\n'],
    ['one with a space', 'a b'],
    ['one with a quote', 'a"b'],
  ])('should make a new one for %s', (_, offered) => {
    const ids = [acceptCorrelationId(offered), acceptCorrelationId(offered)];
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(ids[0]).not.toBe(ids[1]);
  });
});
