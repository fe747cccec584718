import type { VerdictState } from '@app/courses';
import type { Credential } from '@app/google';

type Account = Pick<Credential, 'id' | 'ownerUserId' | 'status' | 'missingFeatures'>;

/**
 * Of the accounts that somebody may use, the one to fetch a file from Drive with when none is named: one that was let at
 * it before one of which nothing is known, and that before one that was refused; then the person's own before the
 * school's, and that before somebody else's. Undefined where none can be used.
 */
export function likeliestAccount<One extends Account>(
  accounts: readonly One[],
  verdicts: ReadonlyMap<number, VerdictState>,
  userId: string | undefined,
): One | undefined {
  const rank = ({ id, ownerUserId, missingFeatures }: One) =>
    rankOfVerdict(missingFeatures.includes('drive') ? 'unavailable' : verdicts.get(id)) * 3 +
    (ownerUserId === null ? 1 : ownerUserId === userId ? 0 : 2);
  const [first] = accounts
    .filter(({ status }) => status === 'active')
    .sort((left, right) => rank(left) - rank(right));
  return first;
}

function rankOfVerdict(verdict: VerdictState = 'unknown'): number {
  return ['available', 'unknown', 'unavailable'].indexOf(verdict);
}
