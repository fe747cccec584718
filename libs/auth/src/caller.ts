import type { Viewer } from '@app/kernel';

export type Role = 'user' | 'admin' | 'super_admin';

/** What an API key may be allowed to do. `*` allows everything that an admin of its tenant may. */
export type Scope =
  | 'credentials:read'
  | 'credentials:write'
  | 'courses:read'
  | 'courses:write'
  | 'downloads:read'
  | 'downloads:write'
  | 'metrics:read'
  | '*';

/** Who makes a request. A key acts for its tenant, a person for themselves. */
export interface Caller extends Viewer {
  kind: 'user' | 'key';
  role: Role;
  /** Of a person who signed in. */
  sessionId?: string;
  /** Of a key; people have none, their role decides. */
  scopes: readonly string[];
  /** For people to read: a user name, or the key's name. */
  name: string;
}
