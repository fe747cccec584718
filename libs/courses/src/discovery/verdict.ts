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

const REASONS = {
  'source.removed': {
    reason: 'This video no longer exists or was never public.',
    hint: 'Ask the teacher for another link.',
  },
  'drive.not-visible': {
    reason: 'This file is not shared with your account, or was deleted.',
    hint: 'Ask the teacher to share the file with the class.',
  },
  'drive.trashed': {
    reason: 'This file is in its owner’s trash.',
    hint: 'Ask the teacher to restore it before Google deletes it for good.',
  },
  'drive.forbidden': {
    reason: 'The owner does not allow this file to be downloaded.',
    hint: 'Ask the teacher to allow downloading, or to share a copy.',
  },
  'drive.quota': {
    reason: 'Too many people fetched this file today; Google opens it again within a day.',
    hint: 'Request it anyway; it downloads once Google unlocks it.',
  },
  'google.missing-scope': {
    reason: "The connected account didn't allow access to its Drive files.",
    hint: 'Connect the account again and leave the Drive box ticked.',
  },
} as const;

export type VerdictCode = keyof typeof REASONS;

/** A verdict with its words; a code that is not known any more keeps its state. */
export function verdictOf(state: VerdictState, code: string | null, checkedAt: Date | null): Verdict {
  const known = code !== null && Object.hasOwn(REASONS, code) ? (code as VerdictCode) : null;
  const words = known === null ? { reason: null, hint: null } : REASONS[known];
  return { state, code: known, reason: words.reason, hint: words.hint, checkedAt };
}
