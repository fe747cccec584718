export interface Candidate {
  id: string;
  tenantId: string;
  host: string;
}

/**
 * Whose turn it is: round by round over the tenants, those with the fewest downloads under way first, so that a tenant
 * with ten thousand waiting does not delay one with ten. Within a tenant the given order stays.
 */
export function inFairOrder(
  candidates: readonly Candidate[],
  inFlight: ReadonlyMap<string, number>,
): Candidate[] {
  const taken = new Map(inFlight);
  const ranked = candidates.map((candidate, index) => {
    const turn = taken.get(candidate.tenantId) ?? 0;
    taken.set(candidate.tenantId, turn + 1);
    return { candidate, turn, index };
  });
  ranked.sort((left, right) => left.turn - right.turn || left.index - right.index);
  return ranked.map(({ candidate }) => candidate);
}
