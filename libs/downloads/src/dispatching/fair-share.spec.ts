import fc from 'fast-check';
import {
  peopleAhead,
  type PersonLoad,
  shareOf,
  type TenantLoad,
  tenantLoads,
  tenantsAhead,
  tenantsToYield,
} from './fair-share';

const PATIENCE = 20;

/** Whose it is, how many run, and how many are handed over. */
function load(tenantId: string, running: number, handedOver = 0, rest: Partial<TenantLoad> = {}): TenantLoad {
  return { tenantId, running, handedOver, yielding: 0, waitedSeconds: 0, ...rest };
}

/** One that has nothing and waits for so many seconds. */
const waits = (tenantId: string, waitedSeconds: number) => load(tenantId, 0, 1, { waitedSeconds });

const yields = (slots: number, ...loads: TenantLoad[]) =>
  tenantsToYield(loads, { slots, patienceSeconds: PATIENCE }).join('');

describe(tenantsToYield, () => {
  it.each<[string, number, TenantLoad[], string]>([
    ['one holds all and another has waited', 2, [load('a', 2, 2), waits('b', 30)], 'a'],
    ['nobody has waited for long', 2, [load('a', 2), waits('b', 19)], ''],
    ['a slot is free', 3, [load('a', 2), waits('b', 30)], ''],
    ['one is on its way already', 2, [load('a', 1, 0, { yielding: 1 }), waits('b', 30)], ''],
    ['nobody else wants any', 2, [load('a', 2, 2, { waitedSeconds: 90 })], ''],
    ['who waits has one already', 2, [load('a', 1), load('b', 1, 3, { waitedSeconds: 90 })], ''],
    ['two wait', 4, [load('a', 4), waits('b', 30), waits('c', 30)], 'aa'],
    ['two hold and two wait', 4, [load('a', 3), load('b', 1), waits('c', 30), waits('d', 30)], 'aa'],
    ['there are more schools than slots', 2, [load('a', 1), load('b', 1), waits('c', 90)], ''],
    ['there is one slot', 1, [load('a', 1), waits('b', 90)], ''],
    ['there is none', 0, [waits('b', 90)], ''],
  ])('should ask the right ones to make way where %s', (_case, slots, loads, expected) => {
    expect(yields(slots, ...loads)).toBe(expected);
  });

  const loads = fc.array(
    fc.record({
      running: fc.nat(6),
      yielding: fc.nat(2),
      handedOver: fc.nat(4),
      waitedSeconds: fc.integer({ min: 0, max: 60 }),
    }),
    { minLength: 1, maxLength: 8 },
  );

  it('should find a slot for everybody who has waited, while there is one for every school', () => {
    fc.assert(
      fc.property(loads, fc.nat(8), (parts, more) => {
        const all = parts.map((part, index) => ({ ...part, tenantId: String(index) }));
        const taken = all.reduce((sum, { running, yielding }) => sum + running + yielding, 0);
        const slots = Math.max(all.length, taken) + more;
        const rules = { slots, patienceSeconds: PATIENCE };
        const givers = tenantsToYield(all, rules);
        const waiting = all.filter(
          ({ running, handedOver, waitedSeconds }) =>
            running === 0 && handedOver > 0 && waitedSeconds >= PATIENCE,
        );
        const yielding = all.reduce((sum, one) => sum + one.yielding, 0);
        expect(givers.length + yielding + (slots - taken)).toBeGreaterThanOrEqual(waiting.length);
        for (const { tenantId, running } of all)
          expect(running - givers.filter((giver) => giver === tenantId).length).toBeGreaterThanOrEqual(
            Math.min(running, shareOf(slots, all.length)),
          );
      }),
      { seed: 20_260_301, numRuns: 2_000 },
    );
  });
});

describe(tenantsAhead, () => {
  it.each<[string, [slots: number, newcomers: number], TenantLoad[], string]>([
    ['a newcomer comes', [2, 1], [load('a', 2, 2)], 'a'],
    ['all have what they should', [2, 1], [load('a', 1), load('b', 1)], ''],
    ['nothing waits', [2, 1], [load('a', 2)], ''],
    ['one has its share', [4, 0], [load('a', 1, 1), load('b', 2, 4)], 'b'],
  ])('should take back what stands in the way where %s', (_case, [slots, newcomers], loads, expected) => {
    expect(tenantsAhead(loads, slots, newcomers).join('')).toBe(expected);
  });
});

/** `a1` is the first person of tenant a. */
const owner = (name: string) => ({ tenantId: name[0] ?? '', requester: name });
const personLoad = (name: string, running: number, handedOver = 0): PersonLoad => ({
  ...load('', running, handedOver),
  ...owner(name),
});

describe(peopleAhead, () => {
  it.each<[string, { slots: number; people: PersonLoad[]; waiting: string[] }, string]>([
    ['somebody else comes', { slots: 2, people: [personLoad('a1', 2, 2)], waiting: ['a2', 'a2'] }, 'a1'],
    ['nobody new comes', { slots: 2, people: [personLoad('a1', 2, 2)], waiting: ['a1'] }, ''],
    ['only another tenant comes', { slots: 2, people: [personLoad('a1', 2, 2)], waiting: ['b1'] }, ''],
    ['nothing waits', { slots: 2, people: [personLoad('a1', 2)], waiting: ['a2'] }, ''],
    [
      'one has a share and one has more',
      { slots: 6, people: [personLoad('a1', 1, 1), personLoad('a2', 2, 3)], waiting: ['a3'] },
      'a2',
    ],
    [
      'two tenants have half each',
      { slots: 8, people: [personLoad('a1', 1, 2), personLoad('b1', 4)], waiting: ['a2'] },
      'a1',
    ],
  ])('should take back what stands in the way where %s', (_case, { slots, people, waiting }, expected) => {
    const found = peopleAhead(people, slots, waiting.map(owner));
    expect(found.map(({ requester }) => requester).join('')).toBe(expected);
  });
});

describe(tenantLoads, () => {
  it('should add up what people have, and keep the longest wait', () => {
    const people = [
      personLoad('a1', 2, 1),
      { ...personLoad('a2', 1, 3), waitedSeconds: 7 },
      personLoad('b1', 1),
    ];
    expect(tenantLoads(people)).toEqual([load('a', 3, 4, { waitedSeconds: 7 }), load('b', 1)]);
  });
});
