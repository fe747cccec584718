/** What somebody may store and does. All in bytes. */
export interface Standing {
  /** Null: no limit. */
  limitBytes: number | null;
  /** Finished files, each once. */
  storedBytes: number;
  /** Of what is being fetched: its size, or what came so far. */
  reservedBytes: number;
}

/** A tenant and, where a person asks, that person. */
export interface Standings {
  tenant: Standing;
  user: Standing | null;
}

/** A file that is asked for. */
export interface AskedFile {
  /** Null while nobody knows. */
  sizeBytes: number | null;
  /** The tenant has it: nothing is fetched. */
  stored: boolean;
  /** The person has it, too: nothing changes. */
  held: boolean;
}

export type Allotment = 'fits' | 'too-large' | 'over-tenant' | 'over-user';

const PERSON = 'user:';

/** The person's id in who asked; null for API keys, which have no quota of their own. */
export function personIn(requester: string): string | null {
  return requester.startsWith(PERSON) ? requester.slice(PERSON.length) : null;
}

/** @param own what an admin set; null: nothing. @param byDefault and 0 of either: no limit */
export function effectiveLimit(own: number | null, byDefault: number): number | null {
  const limit = own ?? byDefault;
  return limit === 0 ? null : limit;
}

/** Infinite without a limit; never negative. */
export function remainingBytes({ limitBytes, storedBytes, reservedBytes }: Standing): number {
  return limitBytes === null ? Infinity : Math.max(0, limitBytes - storedBytes - reservedBytes);
}

/**
 * Which of the files fit, one after the other: each takes from what is left for the next. One of unknown size fits while
 * anything is left; what it may not take is decided while it is fetched.
 * @param largest 0: no limit
 */
export function allot(files: readonly AskedFile[], standings: Standings, largest: number): Allotment[] {
  let tenantLeft = remainingBytes(standings.tenant);
  let userLeft = standings.user === null ? Infinity : remainingBytes(standings.user);
  return files.map(({ sizeBytes, stored, held }) => {
    const bytes = sizeBytes ?? 0;
    if (!stored && largest > 0 && bytes > largest) return 'too-large';
    if (!stored && isOver(bytes, tenantLeft)) return 'over-tenant';
    if (!held && isOver(bytes, userLeft)) return 'over-user';
    if (!stored) tenantLeft -= bytes;
    if (!held) userLeft -= bytes;
    return 'fits';
  });
}

function isOver(bytes: number, left: number): boolean {
  return left <= 0 || bytes > left;
}
