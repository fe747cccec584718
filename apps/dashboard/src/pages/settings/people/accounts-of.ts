import type { Schemas } from '../../../api/client';

/** How many Google accounts of a person work, and how many need them. */
export interface AccountCounts {
  active: number;
  broken: number;
  /** They work, but the person left something unticked. */
  partial: number;
}

const NONE: AccountCounts = { active: 0, broken: 0, partial: 0 };

/** By the person who connected them; what was disconnected does not count. */
export function countAccounts(accounts: readonly Schemas['Credential'][]): Map<string, AccountCounts> {
  const counts = new Map<string, AccountCounts>();
  for (const { owner_user_id: owner, status, missing_features: missing } of accounts) {
    if (owner === null || status === 'revoked') continue;
    const { active, broken, partial } = counts.get(owner) ?? NONE;
    const isActive = status === 'active';
    counts.set(owner, {
      active: active + (isActive ? 1 : 0),
      broken: broken + (isActive ? 0 : 1),
      partial: partial + (isActive && missing.length > 0 ? 1 : 0),
    });
  }
  return counts;
}
