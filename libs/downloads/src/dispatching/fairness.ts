import { type Owner, personOf } from '../owner';

export interface Candidate extends Owner {
  id: string;
  host: string;
  /** Of the person in the round of their tenant; who was served last comes last. */
  place: number;
}

const tenantOf = ({ tenantId }: Owner) => tenantId;

/** The first of each person, but of those that have something already. @param busy by `personOf` */
export function firstOfEach(candidates: readonly Candidate[], busy: ReadonlySet<string>): Candidate[] {
  const people = new Set(busy);
  return candidates.filter((candidate) => {
    const isFirst = !people.has(personOf(candidate));
    people.add(personOf(candidate));
    return isFirst;
  });
}

/**
 * Whose turn it is: round by round over the tenants, those with the fewest downloads under way first, so that a tenant
 * with ten thousand waiting does not delay one with ten; of equals the one whose last turn is longest ago. Within a
 * tenant the given order stays.
 * @param lastTurns rises with every turn; who has had none is not in it
 * @param keyOf who takes turns, by the keys of both maps: tenants, or the people in them
 */
export function inFairOrder(
  candidates: readonly Candidate[],
  inFlight: ReadonlyMap<string, number>,
  lastTurns: ReadonlyMap<string, number> = new Map(),
  keyOf: (owner: Owner) => string = tenantOf,
): Candidate[] {
  const taken = new Map(inFlight);
  const ranked = candidates.map((candidate, index) => {
    const key = keyOf(candidate);
    const turn = taken.get(key) ?? 0;
    taken.set(key, turn + 1);
    return { candidate, turn, last: lastTurns.get(key) ?? -1, index };
  });
  ranked.sort((left, right) => left.turn - right.turn || left.last - right.last || left.index - right.index);
  return ranked.map(({ candidate }) => candidate);
}

/** What is known of a host when its free slots are shared out. */
export interface HostCapacity {
  freeSlots: number;
  /** By tenant. */
  inFlight: ReadonlyMap<string, number>;
}

/**
 * Without those whose host takes no more now. As many of a host stay as it has free slots for, at their places; which ones that
 * are is shared by what each tenant has under way there, so that who has much elsewhere does not go without.
 */
export function withinHosts(
  ordered: readonly Candidate[],
  capacityOf: (host: string) => HostCapacity,
  lastTurns: ReadonlyMap<string, number> = new Map(),
): Candidate[] {
  const picks = new Map<string, Candidate[]>();
  for (const [host, waiting] of Map.groupBy(ordered, (candidate) => candidate.host)) {
    const { freeSlots, inFlight } = capacityOf(host);
    picks.set(host, inFairOrder(waiting, inFlight, lastTurns).slice(0, Math.max(0, freeSlots)));
  }
  return ordered.flatMap(({ host }) => picks.get(host)?.shift() ?? []);
}
