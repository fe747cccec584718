import { keepPlace, placeOf } from './positions';

function storeOf(kept: Record<string, string> = {}) {
  const values = new Map(Object.entries(kept));
  return {
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => void values.set(name, value),
  };
}

describe(keepPlace, () => {
  const video = { user: '7', id: 'a' };

  it('should remember where one person left one video', () => {
    const store = storeOf();
    keepPlace(video, { seconds: 62.8, length: 600 }, store);
    expect(placeOf('7', 'a', store)).toBe(62);
    expect(placeOf('8', 'a', store)).toBe(0);
    expect(placeOf('7', 'b', store)).toBe(0);
  });

  it('should not take the first seconds for a beginning', () => {
    const store = storeOf();
    keepPlace(video, { seconds: 2, length: 600 }, store);
    keepPlace(video, { seconds: Number.NaN, length: Number.NaN }, store);
    expect(placeOf('7', 'a', store)).toBe(0);
  });

  it('should begin anew what was seen to its end', () => {
    const store = storeOf();
    keepPlace(video, { seconds: 300, length: 600 }, store);
    keepPlace(video, { seconds: 590, length: 600 }, store);
    expect(placeOf('7', 'a', store)).toBe(0);
  });

  it('should forget what was left the longest ago, not what was seen last', () => {
    const store = storeOf();
    for (let n = 0; n <= 200; n += 1)
      keepPlace({ user: '7', id: String(n) }, { seconds: 9, length: 600 }, store);
    expect(placeOf('7', '0', store)).toBe(0);
    expect(placeOf('7', '200', store)).toBe(9);
  });

  it.each(['{', 'null', '[1]', '[["a","x"]]'])('should begin anew where the store holds %j', (kept) => {
    expect(placeOf('7', 'a', storeOf({ 'watched-7': kept }))).toBe(0);
  });

  it('should go on where the browser keeps nothing', () => {
    const store = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(() => keepPlace(video, { seconds: 62, length: 600 }, store)).not.toThrow();
  });
});
