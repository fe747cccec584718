import { KeptFor } from './kept-for';

describe(KeptFor, () => {
  let time = 0;
  const kept = () => new KeptFor<number>(2_000, () => time);

  it('should ask once for all who ask at the same time', async () => {
    const find = jest.fn(() => Promise.resolve(1));
    const health = kept();
    expect(await Promise.all([health.get(find), health.get(find), health.get(find)])).toEqual([1, 1, 1]);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('should ask again when the answer is too old', async () => {
    const find = jest.fn(() => Promise.resolve(time));
    const health = kept();
    await health.get(find);
    time += 1_999;
    expect(await health.get(find)).toBe(0);
    time += 2;
    expect(await health.get(find)).toBe(2_001);
  });

  it('should not keep what failed', async () => {
    const health = kept();
    await expect(health.get(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await health.get(() => Promise.resolve(2))).toBe(2);
  });
});
