import type { Schemas } from '../../api/client';

export type Sentence = 'down' | 'accounts' | 'failed' | 'degraded' | 'ok';

interface Standing {
  health: Schemas['HealthStatus'] | undefined;
  /** Accounts that need their people. */
  accounts: number;
  failed: number;
}

/** What matters most, first: what stops everything, what only people can mend, what one press may mend. */
export function sentenceOf({ health, accounts, failed }: Standing): Sentence {
  if (health === 'down') return 'down';
  if (accounts > 0) return 'accounts';
  if (failed > 0) return 'failed';
  return health === 'degraded' ? 'degraded' : 'ok';
}
