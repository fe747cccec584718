import { clearDrafts, listDrafts, readDraft, writeDraft } from './draft-store';

function storeOf(kept: Record<string, string> = {}) {
  const values = new Map(Object.entries(kept));
  return {
    values,
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => void values.set(name, value),
    removeItem: (name: string) => void values.delete(name),
  };
}

describe(writeDraft, () => {
  const ana = { owner: '7', form: 'notice' };

  it('should keep what one person changed in each form', () => {
    const store = storeOf();
    writeDraft(ana, { message: 'Prova' }, store);
    writeDraft({ owner: '7', form: 'key' }, { name: 'Moodle' }, store);
    writeDraft(ana, { message: 'Prova amanhã' }, store);
    expect(readDraft('7', 'notice', store)).toEqual({ message: 'Prova amanhã' });
    expect(readDraft('7', 'key', store)).toEqual({ name: 'Moodle' });
    expect(listDrafts('7', 'no', store)).toEqual(['notice']);
  });

  it('should keep nothing of a form in which nothing is changed, and no trace of the last one', () => {
    const store = storeOf();
    writeDraft(ana, { message: 'Prova' }, store);
    writeDraft(ana, {}, store);
    expect(store.values.size).toBe(0);
  });

  it('should show nobody what another person typed, and drop it when they type', () => {
    const store = storeOf();
    writeDraft(ana, { message: 'Prova' }, store);
    expect(readDraft('8', 'notice', store)).toEqual({});
    expect(listDrafts('8', '', store)).toEqual([]);
    writeDraft({ owner: '8', form: 'key' }, { name: 'Moodle' }, store);
    expect([...store.values.values()].join()).not.toContain('Prova');
  });

  it('should drop what was changed the longest ago where there is too much', () => {
    const store = storeOf();
    for (let n = 0; n <= 20; n += 1)
      writeDraft({ owner: '7', form: `quota:${String(n)}` }, { gigabytes: '1' }, store);
    expect(readDraft('7', 'quota:0', store)).toEqual({});
    expect(readDraft('7', 'quota:1', store)).toEqual({ gigabytes: '1' });
    writeDraft(ana, { message: 'x'.repeat(49_000) }, store);
    expect(listDrafts('7', '', store).at(-1)).toBe('notice');
    expect(store.getItem('drafts')?.length).toBeLessThan(50_100);
    writeDraft(ana, { message: 'x'.repeat(51_000) }, store);
    expect(store.values.size).toBe(0);
  });

  it.each(['{', 'null', '[]', '{"owner":"7"}', '{"owner":"7","forms":[["notice"],[1,{}],["notice",null]]}'])(
    'should begin anew where the store holds %j',
    (kept) => {
      expect(readDraft('7', 'notice', storeOf({ drafts: kept }))).toEqual({});
    },
  );

  it('should go on where the browser keeps nothing', () => {
    const store = {
      ...storeOf(),
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(() => writeDraft(ana, { message: 'Prova' }, store)).not.toThrow();
  });
});

describe(clearDrafts, () => {
  const filled = () => {
    const store = storeOf();
    writeDraft({ owner: '7', form: 'notice' }, { message: 'Prova' }, store);
    return store;
  };

  it('should leave nothing', () => {
    const store = filled();
    clearDrafts(store);
    expect(store.values.size).toBe(0);
  });

  it('should leave what is of who comes back, not what is of another', () => {
    const store = filled();
    clearDrafts(store, { except: '7' });
    expect(readDraft('7', 'notice', store)).toEqual({ message: 'Prova' });
    clearDrafts(store, { except: '8' });
    expect(store.values.size).toBe(0);
  });
});
