import { itReturns } from '@app/testing/table';
import { pagerOf, isFiltered, listQueryOf, PAGE_SIZE } from './list-query';

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

describe(pagerOf, () => {
  const rows = (length: number) => Array.from({ length });
  const list = (length: number, total: number, total_is_exact = true) => ({
    downloads: rows(length),
    total,
    total_is_exact,
  });

  const pagerAt = (offset: number, answer: ReturnType<typeof list>) => pagerOf({ limit: 25, offset }, answer);

  itReturns('should say at %i of %j where that is', pagerAt, [
    [0, list(25, 60), { from: 1, to: 25, page: 1, hasNext: true }],
    [50, list(10, 60), { from: 51, to: 60, page: 3, hasNext: false }],
    [25, list(25, 50), { from: 26, to: 50, page: 2, hasNext: false }],
    // There are more than were counted.
    [9_975, list(25, 10_000, false), { from: 9_976, to: 10_000, page: 400, hasNext: true }],
    [11_000, list(3, 10_000, false), { from: 11_001, to: 11_003, page: 441, hasNext: false }],
    // What was there was deleted meanwhile.
    [50, list(0, 30), { from: 51, to: 50, page: 3, hasNext: false, lastPage: 2 }],
    [50, list(0, 0), { from: 51, to: 50, page: 3, hasNext: false, lastPage: 1 }],
    [20_000, list(0, 10_000, false), { from: 20_001, to: 20_000, page: 801, hasNext: false, lastPage: 400 }],
  ]);
});
