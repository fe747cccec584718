export interface Candidate {
  id: string;
  tenantId: string;
  host: string;
}

/**
 * Whose turn it is: round by round over the tenants, those with the fewest downloads under way first, so that a tenant
 * with ten thousand waiting does not delay one with ten; of equals the one whose last turn is longest ago. Within a
 * tenant the given order stays.
 * @param lastTurns rises with every turn; who has had none is not in it
 */
export function inFairOrder(
  candidates: readonly Candidate[],
  inFlight: ReadonlyMap<string, number>,
  lastTurns: ReadonlyMap<string, number> = new Map(),
): Candidate[] {
  const taken = new Map(inFlight);
  const ranked = candidates.map((candidate, index) => {
    const turn = taken.get(candidate.tenantId) ?? 0;
    taken.set(candidate.tenantId, turn + 1);
    return { candidate, turn, last: lastTurns.get(candidate.tenantId) ?? -1, index };
  });
  ranked.sort((left, right) => left.turn - right.turn || left.last - right.last || left.index - right.index);
  return ranked.map(({ candidate }) => candidate);
}
