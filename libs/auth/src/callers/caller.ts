import type { Viewer } from '@app/kernel';

export type Role = 'user' | 'admin' | 'super_admin';

/**
 * What an API key may be allowed to do. `*` allows everything that keys may do in their tenant, but not
 * `act-on-behalf`, which lets a key act for people and is always given by name.
 */
export const SCOPES = [
  'credentials:read',
  'credentials:write',
  'courses:read',
  'courses:write',
  'downloads:read',
  'downloads:write',
  'act-on-behalf',
  '*',
] as const;

export type Scope = (typeof SCOPES)[number];

/** What a signed-in person has to do before anything else. */
export type Restriction = 'password-change' | 'second-factor';

/** Who makes a request. A key acts for its tenant, a person for themselves. */
export interface Caller extends Viewer {
  kind: 'user' | 'key';
  role: Role;
  /** Of a person who signed in. */
  sessionId?: string;
  restriction?: Restriction;
  /** Of a key; people have none, their role decides. Who is acted for is held to the key's scopes too. */
  scopes: readonly string[];
  /** For people to read: a user name, or the key's name. */
  name: string;
  /** The key that was sent: the caller itself, or what acts on behalf of a person. */
  key?: UsedKey;
}

export interface UsedKey {
  id: string;
  name: string;
  /** Requests a minute; null: not limited. */
  ratePerMinute: number | null;
}
