import fc from 'fast-check';
import { personOf } from '../owner';
import { type Candidate, inFairOrder, withinHosts } from './fairness';

/** The letter is the tenant. */
function candidate(id: string): Candidate {
  return { id, tenantId: id[0] ?? '', requester: 'key:1', host: 'video.example', place: 1 };
}

/** As `a1 a2 b1`. */
function candidates(text: string): Candidate[] {
  return text.split(' ').map(candidate);
}

function chooseFairly(list: Candidate[], underWay: Map<string, number>, freeSlots: number): Candidate[] {
  return inFairOrder(list, underWay).slice(0, freeSlots);
}

interface Situation {
  waiting: string;
  freeSlots: number;
  underWay?: Record<string, number>;
}

function choose({ waiting, freeSlots, underWay = {} }: Situation): string {
  const chosen = chooseFairly(candidates(waiting), new Map(Object.entries(underWay)), freeSlots);
  return chosen.map(({ id }) => id).join(' ');
}

describe(inFairOrder, () => {
  it.each<[string, Situation, string]>([
    ['one tenant keeps its order', { waiting: 'a1 a2 a3', freeSlots: 2 }, 'a1 a2'],
    ['tenants take turns', { waiting: 'a1 a2 a3 b1 b2 c1', freeSlots: 4 }, 'a1 b1 c1 a2'],
    ['a late tenant is not last', { waiting: 'a1 a2 a3 a4 a5 a6 b1', freeSlots: 2 }, 'a1 b1'],
    ['who has much under way waits', { waiting: 'a1 a2 b1 b2', freeSlots: 2, underWay: { a: 5 } }, 'b1 b2'],
    ['who has a little goes after', { waiting: 'a1 a2 b1 b2', freeSlots: 3, underWay: { a: 1 } }, 'b1 a1 b2'],
    ['others under way do not matter', { waiting: 'a1 b1', freeSlots: 2, underWay: { z: 50 } }, 'a1 b1'],
    ['there are fewer than free slots', { waiting: 'a1 b1', freeSlots: 10 }, 'a1 b1'],
    ['there is no free slot', { waiting: 'a1 b1', freeSlots: 0 }, ''],
    ['equal turns keep the given order', { waiting: 'b1 a1 b2 a2', freeSlots: 4 }, 'b1 a1 b2 a2'],
  ])('should choose fairly where %s', (_case, situation, expected) => {
    expect(choose(situation)).toBe(expected);
  });

  it('should give the turn to who has waited longest among equals, so that nobody starves', () => {
    const lastTurns = new Map<string, number>();
    const order: string[] = [];
    for (let turn = 0; turn < 9; turn += 1) {
      const [next] = inFairOrder(candidates('a1 b1 c1'), new Map(), lastTurns);
      lastTurns.set(next?.tenantId ?? '', turn);
      order.push(next?.tenantId ?? '');
    }
    expect(order.join('')).toBe('abcabcabc');
  });

  it('should let the people of a tenant take turns, whatever each has', () => {
    const asked = (requester: string, ids: string) => candidates(ids).map((one) => ({ ...one, requester }));
    const waiting = [...asked('ana', 'a1 a2 a3 a4'), ...asked('bia', 'a5'), ...asked('caio', 'a6 a7')];
    const order = inFairOrder(waiting, new Map([['a ana', 1]]), new Map([['a bia', 3]]), personOf);
    expect(order.map(({ id }) => id).join(' ')).toBe('a6 a5 a1 a7 a2 a3 a4');
    expect(inFairOrder([...candidates('b1'), ...order], new Map()).map(({ id }) => id)).toEqual([
      'b1',
      ...order.map(({ id }) => id),
    ]);
  });

  it('should choose nobody where nobody waits', () => {
    expect(chooseFairly([], new Map([['a', 1]]), 5)).toEqual([]);
  });

  it('should not let ten thousand of one delay ten of another', () => {
    const big = Array.from({ length: 10_000 }, (_, index) => candidate(`a${String(index)}`));
    const small = Array.from({ length: 10 }, (_, index) => candidate(`b${String(index)}`));
    const chosen = chooseFairly([...big, ...small], new Map(), 20);
    expect(chosen.filter(({ tenantId }) => tenantId === 'b')).toHaveLength(10);
  });

  const waiting = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 })
    .map((tenants) => tenants.map((tenantId, index) => candidate(`${tenantId}${String(index)}`)));
  const underWay = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat({ max: 5 }));

  it('should fill the free slots, keep each tenant’s order, and change nothing that it was given', () => {
    fc.assert(
      fc.property(waiting, underWay, fc.nat({ max: 50 }), (list, counts, howMany) => {
        const inFlight = new Map(Object.entries(counts));
        const chosen = chooseFairly(list, inFlight, howMany);
        expect(chosen).toHaveLength(Math.min(howMany, list.length));
        for (const tenant of ['a', 'b', 'c', 'd']) {
          const own = list.filter(({ tenantId }) => tenantId === tenant);
          const mine = chosen.filter(({ tenantId }) => tenantId === tenant);
          expect(mine).toEqual(own.slice(0, mine.length));
        }
        expect(inFlight).toEqual(new Map(Object.entries(counts)));
      }),
      { seed: 20_260_301 },
    );
  });

  it('should never leave a tenant two behind another whose turn it was not', () => {
    fc.assert(
      fc.property(waiting, underWay, fc.nat({ max: 50 }), (list, counts, howMany) => {
        const chosen = chooseFairly(list, new Map(Object.entries(counts)), howMany);
        const load = (tenant: string) =>
          (counts[tenant] ?? 0) + chosen.filter(({ tenantId }) => tenantId === tenant).length;
        const left = new Set(list.filter((one) => !chosen.includes(one)).map(({ tenantId }) => tenantId));
        for (const { tenantId } of chosen)
          for (const other of left) expect(load(tenantId)).toBeLessThanOrEqual(load(other) + 1);
      }),
      { seed: 20_260_301 },
    );
  });
});

describe(withinHosts, () => {
  const at = (host: string, ids: string) => candidates(ids).map((one) => ({ ...one, host }));
  const ids = (chosen: Candidate[]) => chosen.map(({ id }) => id).join(' ');

  it('should leave out what a host has no free slot for, and keep the order of the rest', () => {
    const waiting = [...at('x', 'a1 a2'), ...at('y', 'b1'), ...at('x', 'a3'), ...at('full', 'c1')];
    const freeSlots = (host: string) => ({
      freeSlots: host === 'full' ? 0 : 2,
      inFlight: new Map<string, number>(),
    });
    expect(ids(withinHosts(waiting, freeSlots))).toBe('a1 a2 b1');
    expect(withinHosts(waiting, () => ({ freeSlots: -1, inFlight: new Map() }))).toEqual([]);
  });

  it('should share a host by what each has there, though one has much elsewhere', () => {
    const waiting = [...at('x', 'b1 b2 b3'), ...at('x', 'a1')];
    expect(ids(withinHosts(waiting, () => ({ freeSlots: 1, inFlight: new Map([['b', 1]]) })))).toBe('a1');
  });

  it('should not reserve a place for who comes too late for the rest of the free slots', () => {
    // b has the least under way in all; at x it is a's turn; c waits elsewhere.
    const waiting = [...at('x', 'b1'), ...at('y', 'c1'), ...at('x', 'a1')];
    const chosen = withinHosts(waiting, (host) => ({
      freeSlots: host === 'x' ? 1 : 9,
      inFlight: new Map(host === 'x' ? [['b', 1]] : []),
    }));
    expect(ids(chosen)).toBe('a1 c1');
  });

  it('should give the free slots of a host in turns to equals', () => {
    const waiting = [...at('x', 'a1 a2'), ...at('x', 'b1')];
    const one = () => ({ freeSlots: 1, inFlight: new Map<string, number>() });
    expect(ids(withinHosts(waiting, one, new Map([['a', 7]])))).toBe('b1');
  });
});
