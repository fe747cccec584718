import { mapConcurrently } from './map-concurrently';

/** A promise and the hand that ends it. */
function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return { opened: promise, open: () => resolve(undefined) };
}

describe(mapConcurrently, () => {
  it('should answer in the order of the items, whatever ends first', async () => {
    const slow = gate();
    const results = mapConcurrently(['slow', 'quick'], 2, async (item, index) => {
      if (item === 'slow') await slow.opened;
      else slow.open();
      return `${String(index)}:${item}`;
    });
    await expect(results).resolves.toEqual(['0:slow', '1:quick']);
  });

  it('should never have more calls under way than the limit, and reach it', async () => {
    let running = 0;
    let most = 0;
    await mapConcurrently(Array.from({ length: 20 }), 3, async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
    });
    expect(most).toBe(3);
  });

  it('should do nothing for no items', async () => {
    const work = jest.fn(async () => 1);
    await expect(mapConcurrently([], 5, work)).resolves.toEqual([]);
    expect(work).not.toHaveBeenCalled();
  });

  it('should reject with the first error', async () => {
    const failing = mapConcurrently([1, 2, 3], 1, async (item) => {
      if (item > 1) throw new Error(`item ${String(item)}`);
      return item;
    });
    await expect(failing).rejects.toThrow('item 2');
  });
});
