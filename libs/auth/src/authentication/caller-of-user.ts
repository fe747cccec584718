import type { Caller } from '../callers/caller';
import type { User } from '../user';

/** What a person may do follows from their role as it is now. */
export function callerOfUser({ id, tenantId, role, username }: User): Caller {
  return {
    kind: 'user',
    tenantId,
    requester: `user:${id}`,
    userId: id,
    seesTenant: role !== 'user',
    role,
    scopes: [],
    name: username,
  };
}
