import { text } from '@app/texts';

/** What is known, before queueing, of whether a video can be had. `unknown` is accepted and decided while it runs. */
export type VerdictState = 'available' | 'unknown' | 'unavailable';

export interface Verdict {
  state: VerdictState;
  code: VerdictCode | null;
  /** Why not, in words a teacher understands. */
  reason: string | null;
  /** What can be done about it. */
  hint: string | null;
  checkedAt: Date | null;
}

/** Why a video cannot be had. */
export const VERDICT_CODES = [
  'source.removed',
  'drive.not-visible',
  'drive.trashed',
  'drive.forbidden',
  'drive.quota',
  'google.missing-scope',
] as const;

export type VerdictCode = (typeof VERDICT_CODES)[number];

/** A verdict with its words; a code that is not known any more keeps its state. */
export function verdictOf(state: VerdictState, code: string | null, checkedAt: Date | null): Verdict {
  const known = VERDICT_CODES.find((one) => one === code) ?? null;
  if (known === null) return { state, code: null, reason: null, hint: null, checkedAt };
  const reason = text(`verdict.${known}.reason`, 'en');
  const hint = text(`verdict.${known}.hint`, 'en');
  return { state, code: known, reason, hint, checkedAt };
}
