import { LRUCache } from 'lru-cache';

/** Rows that a list counts; behind that it only says that there are more. */
const MAX_TOTAL = 10_000;
/** Up to here a total is counted each time: whoever adds or removes one sees it. */
const FEW = 1_000;

export interface ListTotal {
  total: number;
  /** False: there are more. */
  totalIsExact: boolean;
}

/** How many a list has; thousands are counted every two seconds and not for everybody who looks. */
export class ListTotals {
  private readonly many = new LRUCache<string, number>({ max: 500, ttl: 2_000 });

  /**
   * @param list tells it from every other list
   * @param page what was read of it
   * @param count counts up to so many
   */
  async totalOf(
    list: readonly unknown[],
    page: { offset: number; limit: number; length: number },
    count: (most: number) => Promise<number>,
  ): Promise<ListTotal> {
    const { offset, limit, length } = page;
    // Where a page is not full, the list ends.
    if (length < limit && (length > 0 || offset === 0)) return told(offset + length);
    const key = JSON.stringify(list);
    const known = this.many.get(key);
    if (known !== undefined) return told(known);
    const few = await count(FEW + 1);
    if (few <= FEW) return told(few);
    const many = await count(MAX_TOTAL + 1);
    this.many.set(key, many);
    return told(many);
  }
}

function told(counted: number): ListTotal {
  return { total: Math.min(counted, MAX_TOTAL), totalIsExact: counted <= MAX_TOTAL };
}
