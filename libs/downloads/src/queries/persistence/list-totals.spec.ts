import { ListTotals } from './list-totals';

describe(ListTotals, () => {
  const PAGE = { offset: 0, limit: 20, length: 20 };

  /** A list of so many, and what was counted of it. */
  function listOf(length: number) {
    const counted: number[] = [];
    const list = { length };
    const count = (most: number) => {
      counted.push(most);
      return Promise.resolve(Math.min(list.length, most));
    };
    return { list, counted, count };
  }

  it('should count nothing where the page shows the end', async () => {
    const { counted, count } = listOf(27);
    const totals = new ListTotals();
    const end = { offset: 20, limit: 20, length: 7 };
    expect(await totals.totalOf(['a'], end, count)).toEqual({ total: 27, totalIsExact: true });
    const empty = { offset: 0, limit: 20, length: 0 };
    expect(await totals.totalOf(['a'], empty, count)).toEqual({ total: 0, totalIsExact: true });
    expect(counted).toEqual([]);
  });

  it('should count behind the end of a list', async () => {
    const { count } = listOf(27);
    const behind = { offset: 40, limit: 20, length: 0 };
    expect(await new ListTotals().totalOf(['a'], behind, count)).toEqual({ total: 27, totalIsExact: true });
  });

  it('should count a list of up to a thousand each time', async () => {
    const { list, count } = listOf(1_000);
    const totals = new ListTotals();
    expect((await totals.totalOf(['a'], PAGE, count)).total).toBe(1_000);
    list.length = 999;
    expect((await totals.totalOf(['a'], PAGE, count)).total).toBe(999);
  });

  it('should count thousands once for all who look, but not for another list', async () => {
    const { counted, count } = listOf(7_777);
    const totals = new ListTotals();
    for (let looks = 0; looks < 3; looks += 1)
      expect(await totals.totalOf(['a'], PAGE, count)).toEqual({ total: 7_777, totalIsExact: true });
    expect(counted).toEqual([1_001, 10_001]);
    await totals.totalOf(['b'], PAGE, count);
    expect(counted).toHaveLength(4);
  });

  it('should say where there are more than it counts', async () => {
    const { count } = listOf(50_000);
    expect(await new ListTotals().totalOf(['a'], PAGE, count)).toEqual({
      total: 10_000,
      totalIsExact: false,
    });
  });
});
