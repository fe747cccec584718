import { type Owner, personOf } from '../owner';

/** What somebody has of the slots, and what they wait for. */
interface Load {
  /** Runs that were not asked to make way. */
  running: number;
  /** Runs that were, and still end. */
  yielding: number;
  /** Handed over and not begun. */
  handedOver: number;
  /** Seconds that the first of those waits. */
  waitedSeconds: number;
}

export interface TenantLoad extends Load {
  tenantId: string;
}

export interface PersonLoad extends Load, Owner {}

export interface ShareRules {
  slots: number;
  /** FAIR_WAIT_SECONDS. */
  patienceSeconds: number;
}

/** How many slots each of so many is sure of, while there are enough for all. */
export function shareOf(slots: number, claimants: number): number {
  return Math.max(1, Math.floor(slots / Math.max(1, claimants)));
}

/** What all people of each tenant have together. */
export function tenantLoads(people: readonly PersonLoad[]): TenantLoad[] {
  return [...Map.groupBy(people, ({ tenantId }) => tenantId)].map(([tenantId, loads]) => ({
    tenantId,
    running: sum(loads, ({ running }) => running),
    yielding: sum(loads, ({ yielding }) => yielding),
    handedOver: sum(loads, ({ handedOver }) => handedOver),
    waitedSeconds: Math.max(...loads.map(({ waitedSeconds }) => waitedSeconds)),
  }));
}

/**
 * The tenants that have to give up a run each, once for every tenant of which nothing runs and that has waited for too
 * long. Only who has more than its share gives, the largest first. With a slot for every tenant there always is one: the
 * slots are then held by one tenant fewer than there are.
 */
export function tenantsToYield(
  loads: readonly TenantLoad[],
  { slots, patienceSeconds }: ShareRules,
): string[] {
  const share = shareOf(slots, loads.length);
  const taken = loads.reduce((sum, { running, yielding }) => sum + running + yielding, 0);
  const onTheWay = loads.reduce((sum, { yielding }) => sum + yielding, 0) + Math.max(0, slots - taken);
  const waiting = loads.filter(
    ({ running, handedOver, waitedSeconds }) =>
      running === 0 && handedOver > 0 && waitedSeconds >= patienceSeconds,
  );
  const left = new Map(loads.map(({ tenantId, running }) => [tenantId, running]));
  const givers: string[] = [];
  for (let missing = waiting.length - onTheWay; missing > 0; missing -= 1) {
    const [giver, running] = [...left].sort(([, one], [, other]) => other - one)[0] ?? ['', 0];
    if (running <= share) break;
    left.set(giver, running - 1);
    givers.push(giver);
  }
  return givers;
}

/** The tenants whose work that has not begun stands before others', although they run more than their share. */
export function tenantsAhead(loads: readonly TenantLoad[], slots: number, newcomers: number): string[] {
  return ahead(loads, slots, newcomers).map(({ tenantId }) => tenantId);
}

/**
 * The same inside each tenant: of the people whose work that has not begun stands before a newcomer's, those with more
 * than their share of what the tenant is sure of.
 * @param waiting what is due, of everybody
 */
export function peopleAhead(
  people: readonly PersonLoad[],
  slots: number,
  waiting: readonly Owner[],
): PersonLoad[] {
  const tenants = new Set([...people, ...waiting].map(({ tenantId }) => tenantId));
  const known = new Set(people.map(personOf));
  const newcomers = Map.groupBy(
    waiting.filter((owner) => !known.has(personOf(owner))),
    ({ tenantId }) => tenantId,
  );
  return [...newcomers].flatMap(([tenantId, owners]) => {
    const others = people.filter((one) => one.tenantId === tenantId);
    return ahead(others, shareOf(slots, tenants.size), new Set(owners.map(personOf)).size);
  });
}

function ahead<L extends Load>(loads: readonly L[], slots: number, newcomers: number): L[] {
  const share = shareOf(slots, loads.length + newcomers);
  return loads.filter(({ running, handedOver }) => handedOver > 0 && running + handedOver > share);
}

function sum<T>(items: readonly T[], valueOf: (item: T) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0);
}
