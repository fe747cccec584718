import { forgetLeft, keepLeft, readLeft } from './left-deletions';

function newStore(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as Storage;
}

describe('deletions of a page that was left', () => {
  it('should be kept for whoever asked for them, and for nobody else', () => {
    const store = newStore();
    keepLeft('ana', ['a'], store);
    keepLeft('ana', ['a', 'b'], store);
    expect(readLeft('ana', store)).toEqual(['a', 'b']);
    expect(readLeft('rui', store)).toEqual([]);
    forgetLeft('ana', ['a'], store);
    expect(readLeft('ana', store)).toEqual(['b']);
  });

  it('should be forgotten after a day', () => {
    const store = newStore();
    keepLeft('ana', ['a'], store, 0);
    expect(readLeft('ana', store, 86_399_999)).toEqual(['a']);
    expect(readLeft('ana', store, 86_400_000)).toEqual([]);
  });

  it.each(['', 'null', '7', '{"at":1}', '{"at":0,"ids":[1]}', '{'])('should read nothing from %j', (text) => {
    const store = newStore();
    store.setItem('deleted:ana', text);
    expect(readLeft('ana', store, 1)).toEqual([]);
  });
});
