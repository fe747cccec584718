import type { Role } from './callers/caller';

/** Who said that an address is a person's own; `unrecorded`: before this was written down. */
export type EmailVerifier = 'admin' | 'invitation' | 'google' | 'installation' | 'unrecorded';

/** A person with an account. User name and e-mail address are in lower case and, once verified, unique in the installation. */
export interface User {
  id: string;
  tenantId: string;
  username: string;
  email: string;
  /** Null: nobody but the person says that the address is theirs. */
  emailVerifiedBy: EmailVerifier | null;
  /** What the person asked to change it to; an admin decides. */
  pendingEmail: string | null;
  fullName: string;
  role: Role;
  isActive: boolean;
  /** Somebody else set the password. */
  mustChangePassword: boolean;
  /** What they may have stored; null: as the configuration says; 0: no limit. */
  quotaBytes: number | null;
  /** An authenticator app that was confirmed. */
  hasSecondFactor: boolean;
  lastLoginAt: Date | null;
  createdAt: Date;
}

const RANKS: Record<Role, number> = { user: 0, admin: 1, super_admin: 2 };

/** True when someone of the first role may give, or act upon, the second: nobody reaches above themselves. */
export function reaches(role: Role, other: Role): boolean {
  return RANKS[role] >= RANKS[other];
}

/** The roles that someone may invite others to: none, unless they administer. */
export function rolesToGive(role: Role): Role[] {
  return role === 'user' ? [] : (Object.keys(RANKS) as Role[]).filter((other) => reaches(role, other));
}
