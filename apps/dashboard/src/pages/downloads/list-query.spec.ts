import { isFiltered, listQueryOf, PAGE_SIZE } from './list-query';

describe(listQueryOf, () => {
  const of = (text: string) => listQueryOf(new URLSearchParams(text));

  it('should take what the address asks for', () => {
    expect(of('status=failed&source=youtube&q=+aula+&page=3')).toEqual({
      status: 'failed',
      source: 'youtube',
      q: 'aula',
      limit: PAGE_SIZE,
      offset: 2 * PAGE_SIZE,
    });
  });

  it.each(['', 'status=any&source=nowhere&q=%20&page=x', 'page=-3', 'page=1e9x'])(
    'should leave out what is wrong: %j',
    (text) => {
      expect(isFiltered(of(text))).toBe(false);
      expect(of(text).offset).toBeGreaterThanOrEqual(0);
    },
  );
});
