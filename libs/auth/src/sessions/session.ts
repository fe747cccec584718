/** How somebody proved who they are. */
export type SignInMethod = 'password' | 'google';

/** What a session was begun with. */
export interface SignInProof {
  method: SignInMethod;
  /** A code was shown, too. */
  secondFactor: boolean;
}

/** A sign-in that still counts, as the person and their admins see it. */
export interface Session {
  id: string;
  method: SignInMethod;
  /** As the browser or the program named itself. */
  userAgent: string | null;
  /** Where it began, and where it was used last. */
  ip: string | null;
  lastIp: string | null;
  createdAt: Date;
  /** To the minute. */
  lastUsedAt: Date;
  expiresAt: Date;
}
